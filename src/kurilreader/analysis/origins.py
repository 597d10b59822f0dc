"""Where a name sounds from: the countries that its family name, its particles or its spelling fit.

This never makes anybody a country's voice. It only weighs between the parties of an article where an office has no
country: "spokesperson Fan Liqun" in a text on Japan and China.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ARAB = _set(
    "DZ BH EG IQ JO KW LB LY MA MR OM PS QA SA SD SY TN AE YE polisario hamas hezbollah houthis arab-league gcc"
)
_HISPANIC = _set("AR BO CL CO CR CU DO EC SV GT HN MX NI PA PY PE ES UY VE GQ PH")
_TURKIC = _set("TR AZ KZ KG UZ TM TRNC trnc")
_STANS = _set("KZ KG TJ UZ TM AZ")
_SLAV_SOUTH = _set("RS HR BA ME SI MK republika-srpska")

#: patterns of a family name in plain letters, and the countries that they fit
_ENDINGS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(pattern), countries)
    for pattern, countries in (
        (r".{2,}(?:enko|chuk|yuk|czuk|iuk)$", _set("UA BY RU")),
        (r".{2,}(?:yan|iants|yants)$", _set("AM")),
        (r".{2,}(?:shvili|adze|idze|dze|uri|ava)$", _set("GE abkhazia")),
        (r".{2,}(?:zade|zadeh|ghlu|oglu|ogly)$", _set("AZ TR IR trnc")),
        (
            r".{2,}(?:poulos|opoulou|akis|aki|idis|ides|iadis|oudis|atos|inou|ousis|akou)$",
            _set("GR CY"),
        ),
        (r".{3,}(?:ovski|ovska|evski|evska)$", _set("MK BG PL")),
        (r".{2,}(?:owski|ewski|owska|cki|cka|icz|zynski|czyk|inski|ynska|inska)$", _set("PL BY")),
        (r".{1,}(?:ic)$", _SLAV_SOUTH | {"XK"}),
        (r".{3,}(?:sky|skaya|skiy|skyi|ska)$", _set("RU UA BY BG transnistria")),
        (r".{2,}(?:ov|ova|ev|eva)$", _set("RU BG transnistria UA") | _STANS),
        (r".{3,}(?:in|ina)$", _set("RU")),
        (r".{2,}(?:escu|eanu|oiu|aru|achi|anu)$", _set("RO MD")),
        (r".{3,}(?:nen|lainen|aho)$", _set("FI")),
        (r".{2,}(?:sson|dottir|strom|berg|gren|qvist|lund)$", _set("SE IS NO FI")),
        (r".{2,}(?:sen|gaard|holt|heim|vik|stad)$", _set("DK NO FO GL")),
        (r".{2,}(?:pour|nejad|nezhad|doust|fard|zadegan|mand)$", _set("IR")),
        (r".{2,}(?:kul|porn|wat|chai|wong|rak|sri|siri|pong|krit|nakorn|sak)$", _set("TH")),
        (r".{2,}(?:ez|illo|ero|era|ado|edo|uez|eta|anda|ayo|ales|ares|ondo)$", _HISPANIC),
        (r".{2,}(?:eira|ao|inho|eiro|aes|ques)$", _set("BR PT AO MZ GW ST CV TL")),
        (r".{2,}(?:auskas|aitis|ius|iene|unas|enas)$", _set("LT")),
        (r".{3,}(?:ins|nieks|ovskis)$", _set("LV")),
        (r".{2,}(?:ics|falvi|szky|ffy|halmi)$", _set("HU")),
    )
)

#: words that by themselves tell: family names and given names that hardly anybody else bears
_TABLE = """
KR: kim lee park choi jung jeong kang cho yoon jang lim oh seo shin kwon hwang ahn yoo hong baek moon
KR: nam ryu bae
KP: pak ri ryu choe kim jong hyon chol
VN: nguyen tran pham hoang huynh vu vo dang bui ngo duong trinh doan luong dinh
KH: chea sok hun prak keo chhum ouk heng neth tea hor chan srey
MM: aung maung myint htun thant khin zaw kyaw
IN: singh sharma kumar rao nath krishnan iyer menon nair reddy patel gupta jaishankar mehta desai joshi
IN: banerjee mukherjee chatterjee solanki verma yadav mishra tripathi pandey saxena bhagat arvind harsh
IN: vardhan nandita rajesh suresh anil sunil vikram
PK: khan mirza malik bukhari khokhar afridi qureshi chaudhry chaudhary sheikh bhutto zardari sharif
PK: khawaja syed asif asad tariq iqbal javed rashid farooq saadia
BD: rahman hossain chowdhury begum akter haque uddin islam
NP: thapa thapaliya bhattarai koirala adhikari gurung oli dahal shrestha rai karki gyawali
LK: perera fernando silva wickramasinghe rajapaksa jayawardena
ET ER tplf: girma wolde alemu tsion meseret tesfaye bekele haile gebre abebe kebede mulugeta alemayehu worku
ET ER tplf: desta getachew tadesse mengistu assefa seleshi demeke
SO DJ somaliland: warsame guled hodan farah jama abdi abdirahman abdullahi hersi ismail robleh guelleh egal dirie
KE UG TZ: kamau otieno wanjiku kiplagat njoroge ochieng mwangi odhiambo mutua
NG: chidinma obi okafor adeyemi ngozi bello buhari emeka chukwu
RW BI: rugamba umuhoza habimana uwimana nshimiyimana mukamana
CD CG: mbuyi kabila tshisekedi kalonji placide mukendi ilunga
GA GQ: obiang nguema ondo
XK AL: gashi hoxha krasniqi berisha shala thaci kurti osmani
PH: dela santos reyes cruz escudero marcos duterte
MY BN: dato yusoff binti ibrahim rahimah
ID: sukarno widodo prabowo retno suharto
FR: helene jean francois bastien
IL: cohen levi mizrahi peretz shoham avner yael tishler katz
TR AZ: orhan mehmet ahmet yilmaz kaya demir sezer hakan
DE AT: muller schmidt schneider fischer weber klaus hans jurgen
"""
_WORDS: dict[str, frozenset[str]] = {}
for _line in _TABLE.strip().splitlines():
    _countries, _, _names = _line.partition(": ")
    for _name in _names.split():
        _WORDS[_name] = _WORDS.get(_name, frozenset()) | _set(_countries)

_CHINESE = _set(
    "wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin guo ma luo liang song zheng xie"
    " han tang feng yu dong xiao cheng cao yuan deng qi fan geng mao hua he jiang jin lu shen peng pan yao"
    " fu qin ding wei xue ye bai dai tan qiu hou zou shi long duan hsu tsai hsieh chang kuo chiu lai"
)
_KOREAN = frozenset(name for name, where in _WORDS.items() if where & {"KR", "KP"})
_PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:[iu]?[aeo](?:i|o|u|ng?|r)?|[iuü](?:ng?|[ae]?n?g?)?)){1,3}$"
)
_JAPANESE = re.compile(
    r"(?:(?:ky|gy|sh|j|ch|ny|hy|by|py|my|ry)(?:[auo]|i)|tsu|fu|[kgsztdnhbpmr]?[aiueo]|y[auo]|wa|n(?![aiueoy])"
    r"|kk(?=[aiueo])|tt(?=[aeo])|ss(?=[aeiou])|pp(?=[aiueo])|ou)+$"
)
_ARABIC = re.compile(r"\b(?:al|el|bin|ibn|bint|abu|ould|abd|abdul)\b[-' ]?|[-’'](?:din|allah)\b", re.I)
_ARAB_NAMES = _set(
    "mohammed muhammad mohamed mohamad ahmed hassan hussein omar ali khalid saleh salem youssef yusuf nasser faisal"
    " saud"
    " hamad fahd tariq yasir nadia samir samira karim rachid driss brahim mahfoud haydar nabil fatima ibrahim mustafa"
)


def plain(word: str) -> str:
    """A word in lower case without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))


_STROKES = str.maketrans("øØłŁđĐıðÐ", "oOlLdDidD")


def unaccented(text: str) -> str:
    """A text of the same length without accents, as capitals and foreign keyboards often write names."""
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFD", c)[0] for c in text.translate(_STROKES))


@lru_cache(maxsize=4096)
def origins(name: str) -> frozenset[str]:
    """The countries and movements that a full name fits; empty where it tells nothing."""
    words = [plain(word) for word in name.replace("’", "'").split() if word[:1].isalpha()]
    if not words:
        return frozenset()
    found: set[str] = set()
    for word in words:
        found |= _WORDS.get(word, frozenset())
    first, final = words[0], words[-1]
    if len(words) >= 2 and first in _CHINESE and all(_PINYIN.match(part) for part in final.split("-")):
        found |= {"TW"} if "-" in final else {"CN", "TW", "SG"}
    if "-" in final and first in _KOREAN and len(words) == 2:
        found |= {"KR"}
    if len(words) == 2 and len(final) > 3 and all(_JAPANESE.match(word) for word in words):
        found.add("JP")
    if _ARABIC.search(name) or set(words) & _ARAB_NAMES:
        found |= _ARAB
    for pattern, where in _ENDINGS:
        if pattern.match(final):
            found |= where
            break
    return frozenset(found)
