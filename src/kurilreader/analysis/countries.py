"""Countries as parties: names, capitals and nationality words from CLDR (babel) and countryinfo."""

from __future__ import annotations

from functools import cache

from kurilreader.analysis.dossier import Party

#: capitals whose names are ordinary words or stand for something else more often
_NO_METONYM = frozenset(
    {
        "The Valley", "City of Victoria", "West Island", "Washington D.C.", "Brussels", "Kingston", "Hamilton",
        "George Town", "Victoria", "Stanley", "Jerusalem", "Douglas", "Plymouth", "Jamestown", "Gustavia", "Moroni",
        "Male", "San José", "Santiago", "Georgetown", "Road Town", "Saint-Denis", "Saint-Pierre", "Marigot",
    }
)  # fmt: skip
_BACK = frozenset({"Santiago", "Georgetown", "San José", "Kingston"})
#: entries of the country tables that are no country of today or no party in a dispute of their own
#: parts of a state that the tables count as countries; their officials are the state's
_PARTS = {
    "BL": "FR", "EA": "ES", "GF": "FR", "GP": "FR", "IC": "ES", "MF": "FR", "MQ": "FR", "PM": "FR", "RE": "FR",
    "SJ": "NO", "YT": "FR",
}  # fmt: skip
_SKIP = _PARTS.keys() | frozenset({"AN", "CS", "UM", "AQ", "BV", "HM", "TF", "IO", "EH", "FK", "PS"})
_NOT_ADJECTIVES = frozenset({"French Southern", "Christmas Island", "Djibouti", "Gibraltar", "Motswana", "Mosotho"})
#: groups that CLDR names as languages or that name no state of today
_PEOPLES = (
    "Soviet", "European", "Europeans", "Asian", "Asians", "African", "Africans", "Arab", "Arabs", "Kurdish", "Kurd",
    "Kurds", "Tibetan", "Tibetans", "Uyghur", "Uyghurs", "Basque", "Catalan", "Tatar", "Tatars", "Chechen", "Chechens",
    "Kashmiri", "Kashmiris", "Ainu", "Yugoslav", "Crimean", "English", "Scottish", "Welsh", "Scot", "Scots", "Jewish",
    "Jews", "Korean", "Koreans", "Eurasian", "Latin American", "Hispanic", "Punjabi", "Bengali", "Tamil", "Hindu",
    "Muslim", "Muslims", "Slavic", "Nordic", "Baltic", "Balkan", "Scandinavian", "Tuareg", "Berber", "Amazigh",
    "Bosniak", "Serb", "Serbs", "Croat", "Croats", "Tigrayan", "Amhara", "Oromo", "Rohingya", "Inuit", "Moldovan",
    "Sakhaliner", "Sakhaliners", "Siberian", "советский", "советская", "европейский",
)  # fmt: skip


#: nationality words that the country tables lack
_ALSO = {
    "BF": ("Burkinabé", "Burkinabè"), "BW": ("Botswanan", "Batswana", "Motswana"), "BY": ("Belarussian",),
    "CV": ("Cape Verdean", "Cape Verdeans", "Cabo Verdean"), "CZ": ("Czechs",), "DJ": ("Djiboutian", "Djiboutians"),
    "EC": ("Ecuadorian", "Ecuadorians"), "FR": ("Frenchman", "Frenchwoman"), "GI": ("Gibraltarian", "Gibraltarians"),
    "GL": ("Greenlander", "Greenlanders"), "GQ": ("Equatoguinean", "Equatoguineans"),
    "GW": ("Bissau-Guinean", "Bissau-Guineans"), "IE": ("Irishman",), "KI": ("Kiribatian",),
    "KM": ("Comorian", "Comorians"), "KN": ("Kittitian",), "LA": ("Lao",), "LC": ("St. Lucian", "St Lucian"),
    "LS": ("Basotho", "Mosotho"), "LU": ("Luxembourgish",), "ME": ("Montenegrins",), "MG": ("Madagascan",),
    "MV": ("Maldivian", "Maldivians"), "NE": ("Nigeriens",), "NP": ("Nepalis",), "SI": ("Slovenian", "Slovenians"),
    "SR": ("Surinamese",), "SV": ("Salvadorean", "Salvadoreans", "Salvadorian"), "TL": ("Timorese",),
    "TM": ("Turkmens",), "TT": ("Trinbagonian",), "VC": ("Vincentian",), "XK": ("Kosovan", "Kosovans"),
}  # fmt: skip


@cache
def country_parties() -> tuple[Party, ...]:
    """One party for each ISO 3166 country, its English, Russian and Japanese names taken from CLDR."""
    import countryinfo
    from babel import Locale

    tables = [dict(Locale(language).territories) for language in ("en", "ru", "ja")]
    names: dict[str, dict[str, None]] = {}
    capitals: dict[str, dict[str, None]] = {}
    adjectives: dict[str, dict[str, None]] = {}
    for table in tables:
        for code, name in table.items():
            if (
                len(code) == 2
                and code.isalpha()
                and code not in _SKIP
                and code not in {"ZZ", "EU", "EZ", "UN", "QO", "XA", "XB"}
            ):
                plain = name.split(" (")[0]
                known = names.setdefault(code, {})
                known[plain] = None
                if "&" in plain:
                    known[plain.replace("&", "and")] = None
    for country in countryinfo.all_countries():
        code = (country.iso() or {}).get("alpha2") or ""
        if (
            len(code) != 2
            or code in _SKIP
            or country.name() in {"Vatican City State", "Wales", "Serbia and Montenegro"}
        ):
            continue
        known = names.setdefault(code, {})
        for name in (country.name(), *country.alt_spellings()):
            plain = name.strip()
            if " of " in plain and "," not in plain and plain.isascii():
                known[plain] = None
            elif plain == country.name() and "," not in plain:
                known[plain.removeprefix("The ")] = None
        capital = country.capital()
        if isinstance(capital, str) and capital and "/" not in capital:
            if capital not in _NO_METONYM or capital in _BACK:
                capitals.setdefault(code, {})[capital] = None
            folded = capital.replace("'", "")
            if folded != capital:
                capitals.setdefault(code, {})[folded] = None
        for word in (country.demonym() or "").split(","):
            plain = word.strip()
            if (
                plain
                and plain not in _NOT_ADJECTIVES
                and code not in {"HK", "MO", "MQ", "YT", "RE", "PM", "MP", "SJ", "GG", "JE"}
            ):
                known_adjectives = adjectives.setdefault(code, {})
                known_adjectives[plain] = None
                if plain.endswith(("an", "i", "er", "ot", "ene", "ak")):
                    known_adjectives[plain + "s"] = None
    english = tables[0]
    return tuple(
        Party(
            code,
            english.get(code, next(iter(known))).split(" (")[0].replace(" SAR China", "").replace(" & ", " and "),
            "",
            tuple(known),
            tuple(capitals.get(code, ())),
            (),
            (*adjectives.get(code, ()), *_ALSO.get(code, ())),
        )
        for code, known in names.items()
    )


@cache
def provinces() -> tuple[tuple[str, str | None], ...]:
    """First-level provinces with their country; left out are those that can be taken for an ordinary word."""
    import countryinfo
    from babel import Locale

    found: dict[str, str | None] = {}
    for country in countryinfo.all_countries():
        try:
            listed = country.provinces()
        except (KeyError, TypeError):
            continue
        for name in listed or ():
            plain = str(name).strip()
            if plain[:1].isupper() and len(plain) > 3 and plain.isascii() and not _ORDINARY.intersection(plain.split()):
                code = (country.iso() or {}).get("alpha2") or None
                # the table gives South Sudan the provinces of Spain
                code = "ES" if code == "SS" else code
                # a name that two countries share says nothing about either
                found[plain] = code if found.get(plain, code) == code else None
    english = dict(Locale("en").territories)
    for code, state in _PARTS.items():
        found[english[code].split(" (")[0]] = state
    return tuple(found.items())


_ORDINARY = frozenset(
    "York Central Northern Southern Eastern Western North South East West Upper Lower Capital City Island"
    " Islands Region"
    " Saint New Port Mount Lake River Atlantic Pacific Union Federal District Santa Male Sofia Florida Victoria May"
    " Nord Sud Est Ouest Centre Center Middle Grand Distrito Departamento Coast Sea Border Clarendon Manchester Kent"
    " Westmoreland Paul George Peter James John Thomas Andrew David Philip Michael Joseph Mary Charlotte Washington"
    " Nelson Wellington Hamilton Warwick Devonshire Smiths Pembroke Paget Sandys Southampton Independence Liberty"
    " Amazonas Bolivar Sucre Colon Cristobal Maria Lara Vargas Carlo Monte Carlos Martin Lavalle Martinez Rivera"
    " Moreno Salto Flores Artigas Rocha Maldonado Treinta Carchi Nova Vitoria Plata Diego Pedro Luis Juan Ana"
    " Salcedo Duarte Sanchez Ramirez Mella Samana Rodriguez Trinidad Morales Zulia Trujillo Merida Zamora Parish"
    " Gore Ward Wong Chin Kara Maria Mara Uri Jura Zug None Kanton Land Baden Hesse".split()
)


def peoples() -> tuple[str, ...]:
    """Nationality words that stand for no country."""
    return _PEOPLES
