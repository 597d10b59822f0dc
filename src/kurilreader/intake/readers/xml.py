"""XML that may be hostile: no entities, no network, no huge trees."""

from __future__ import annotations

from typing import Any

from kurilreader.intake.inputs import Input


def parse_xml(data: bytes, item: Input) -> Any:
    """The root element of an XML document, or `InputError`."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise item.problem("is damaged XML") from error
    if root is None:
        raise item.problem("is damaged XML")
    return root


def local_name(element: Any) -> str:
    """The element's name without its namespace; "" for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def first_text(root: Any, name: str) -> str | None:
    """The text of the first element of that local name, or None."""
    for element in root.iter():
        if local_name(element) == name and (text := "".join(element.itertext()).strip()):
            return str(text)
    return None
