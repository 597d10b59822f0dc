from __future__ import annotations

from pathlib import Path

import pytest

from kurilreader.domain import SettingsError
from kurilreader.settings import Settings, default_path, load


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))


def test_without_a_file_all_is_as_shipped() -> None:
    assert load() == Settings()
    assert Settings().dossiers is None


def test_the_default_file_is_read() -> None:
    default_path().parent.mkdir(parents=True)
    default_path().write_text('theme = "dusk"')
    assert load().theme == "dusk"
    assert load().path == default_path()


def test_every_key_is_read(file: Path) -> None:
    file.write_text('library = "mine"\ntheme = "dusk"\ndossiers = ["kuril", "own/nile.toml"]')
    settings = load(file)
    assert settings.library == file.parent / "mine"
    assert settings.theme == "dusk"
    assert settings.dossiers == ("kuril", str(file.parent / "own" / "nile.toml"))


def test_a_path_may_begin_at_home(file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    file.write_text('library = "~/news"')
    assert load(file).library == tmp_path / "news"


def test_an_unknown_key_names_file_key_and_nearest(file: Path) -> None:
    file.write_text('libary = "x"')
    with pytest.raises(SettingsError) as caught:
        load(file)
    assert all(word in str(caught.value) for word in (str(file), '"libary"', '"library"'))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("library = 3", '"library" must be a text'),
        ('theme = ""', '"theme" must be a text'),
        ('dossiers = "kuril"', '"dossiers" must be a list'),
        ("fields = 3", '"fields" must be a table'),
        ("[fields]\ntext = 3", '"text" in [fields] must be a name'),
        ("[fields]\ntext = []", '"text" in [fields] must be a name'),
        ('[fields]\ntxt = "x"', 'unknown key "txt" in [fields]; the nearest valid one is "text"'),
        ("dossiers = [1]", '"dossiers" must be a list'),
        ("theme = ", "not valid TOML"),
        ("path = 'x'", 'unknown key "path"'),
    ],
)
def test_a_wrong_value_is_told(file: Path, text: str, complaint: str) -> None:
    file.write_text(text)
    with pytest.raises(SettingsError) as caught:
        load(file)
    assert str(file) in str(caught.value)
    assert complaint in str(caught.value)


def test_a_file_that_cannot_be_read_is_told(file: Path) -> None:
    with pytest.raises(SettingsError, match="no such file"):
        load(file)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="not valid TOML"):
        load(file)
    with pytest.raises(SettingsError, match="cannot be read"):
        load(file.parent)


def test_names_of_fields_are_a_table(file: Path) -> None:
    file.write_text('[fields]\ntext = "inhoud"\ntitle = ["kop", "meta.kop"]')
    assert load(file).fields == {"text": ("inhoud",), "title": ("kop", "meta.kop")}
    assert Settings().fields == {}
