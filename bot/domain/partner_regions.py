"""Where partners are, as sets of places: what lies in what.

The smallest places are countries by their ISO 3166-1 code, and three parts of the United States,
for people ask for a coast. Every other place is a set of them, so that "in the EU" holds of
Denmark, may hold of "Europe", and does not hold of the United Kingdom.
"""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache

Place = frozenset[str]


class Located(StrEnum):
    """Whether somebody is where they are wanted."""

    YES = "yes"
    MAYBE = "maybe"
    """What is written is wider than what is wanted, or nothing is written."""
    NO = "no"


#: Code: what people call the country, and cities and parts of it that stand for it.
_COUNTRIES: Mapping[str, str] = {
    "AT": "austria; vienna; austrian",
    "BE": "belgium; belgian; brussels; ghent; leuven",
    "BG": "bulgaria; bulgarian; sofia",
    "HR": "croatia; croatian; zagreb",
    "CY": "cyprus",
    "CZ": "czech republic; czechia; czech; prague; brno",
    "DK": "denmark; danish; copenhagen",
    "EE": "estonia; estonian; tartu; tallinn",
    "FI": "finland; finnish; helsinki; turku",
    "FR": "france; french; paris; lyon",
    "DE": "germany; german; berlin; munich; hamburg; frankfurt; bavaria",
    "GR": "greece; greek; athens",
    "HU": "hungary; hungarian; budapest",
    "IE": "ireland; irish; dublin; cork",
    "IT": "italy; italian; milan; rome",
    "LV": "latvia; latvian; riga",
    "LT": "lithuania; lithuanian; vilnius",
    "LU": "luxembourg",
    "MT": "malta",
    "NL": "netherlands; the netherlands; dutch; holland; leiden; amsterdam",
    "PL": "poland; polish; warsaw; krakow",
    "PT": "portugal; portuguese; lisbon; porto",
    "RO": "romania; romanian; bucharest",
    "SK": "slovakia; slovak republic; bratislava",
    "SI": "slovenia; ljubljana",
    "ES": "spain; spanish; madrid; barcelona",
    "SE": "sweden; swedish; stockholm; gothenburg; uppsala; lund",
    "GB": "uk; united kingdom; great britain; britain; british; england; scotland; wales;"
    " northern ireland; london; cambridge uk; oxford; edinburgh; manchester",
    "CH": "switzerland; swiss; basel; zurich; geneva",
    "NO": "norway; norwegian; oslo; bergen",
    "IS": "iceland; reykjavik",
    "LI": "liechtenstein",
    "RS": "serbia; serbian; belgrade",
    "UA": "ukraine; kyiv",
    "BA": "bosnia; bosnia and herzegovina",
    "MD": "moldova",
    "MK": "north macedonia",
    "AL": "albania",
    "GE": "tbilisi",
    "TR": "turkey; turkiye; turkish; istanbul",
    "RU": "russia; russian; moscow",
    "CA": "canada; canadian; toronto; montreal; vancouver; ontario; quebec",
    "MX": "mexico; mexican",
    "BR": "brazil; brazilian; sao paulo",
    "AR": "argentina; buenos aires",
    "CL": "chile",
    "CO": "colombia",
    "PE": "peru",
    "CN": "china; chinese; shanghai; beijing; suzhou; wuxi; shenzhen; prc",
    "HK": "hong kong",
    "TW": "taiwan; taipei",
    "JP": "japan; japanese; tokyo; osaka",
    "KR": "south korea; korea; korean; republic of korea; seoul; songdo",
    "IN": "india; indian; hyderabad; bangalore; bengaluru; mumbai; pune; ahmedabad",
    "SG": "singapore",
    "MY": "malaysia",
    "TH": "thailand; bangkok",
    "VN": "vietnam",
    "ID": "indonesia",
    "PH": "philippines",
    "AU": "australia; australian; melbourne; sydney; brisbane; adelaide; perth",
    "NZ": "new zealand; auckland",
    "IL": "israel; israeli; haifa; tel aviv; rehovot",
    "AE": "uae; united arab emirates; dubai; abu dhabi",
    "SA": "saudi arabia",
    "EG": "egypt; cairo",
    "JO": "jordan; amman",
    "QA": "qatar",
    "ZA": "south africa; cape town; johannesburg",
    "KE": "kenya",
    "NG": "nigeria",
    "GH": "ghana",
    "UG": "uganda",
    "US-W": "west coast; us west coast; california; oregon; washington state; seattle; san diego;"
    " san francisco; bay area; los angeles; pacific time",
    "US-E": "east coast; us east coast; massachusetts; boston; cambridge ma; new jersey; new york;"
    " maryland; north carolina; pennsylvania; philadelphia; connecticut; virginia; florida; rtp;"
    " research triangle; raleigh; georgia; eastern time",
    "US-M": "midwest; texas; ohio; indiana; michigan; wisconsin; illinois; chicago; minnesota;"
    " missouri; colorado; utah; kansas; houston; madison",
}
_EU = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"
_US = "US-W US-E US-M"
_NORTH_ASIA = "CN HK TW JP KR"
_SOUTH_ASIA = "IN SG MY TH VN ID PH"
_LATIN = "MX BR AR CL CO PE"
_EAST = "PL CZ SK HU RO BG SI HR EE LV LT RS UA MD BA MK AL"
_WIDER: Mapping[str, str] = {
    "eu; european union; eu27": _EU,
    "eea; european economic area": f"{_EU} NO IS LI",
    "europe; european; emea europe": f"{_EU} GB CH NO IS LI RS UA BA MD MK AL",
    "western europe; west europe": "AT BE FR DE IE LU NL ES PT IT GB CH",
    "eastern europe; central europe; central and eastern europe; cee; east europe": _EAST,
    "southern europe": "ES PT IT GR MT CY",
    "nordics; nordic; scandinavia; scandinavian; nordic countries": "DK SE NO FI IS",
    "baltics; baltic; baltic states": "EE LV LT",
    "benelux": "BE NL LU",
    "dach; german speaking": "DE AT CH",
    "iberia": "ES PT",
    "balkans": "RS HR SI BA MK AL BG",
    "british isles": "GB IE",
    "usa; u s; u s a; united states; united states of america; america; american; stateside": _US,
    "north america; northern america": f"{_US} CA MX",
    "latin america; latam; south america": _LATIN,
    "asia": f"{_NORTH_ASIA} {_SOUTH_ASIA}",
    "apac; asia pacific": f"{_NORTH_ASIA} {_SOUTH_ASIA} AU NZ",
    "east asia; far east": _NORTH_ASIA,
    "southeast asia; south east asia": "SG MY TH VN ID PH",
    "oceania; anz; australasia": "AU NZ",
    "middle east": "IL AE SA EG JO QA TR",
    "africa": "ZA KE NG GH UG EG",
    "emea": f"{_EU} GB CH NO IS LI RS UA IL AE SA EG JO QA TR ZA KE NG GH UG",
    "worldwide; global; globally; everywhere; all over the world; international": " ".join(
        _COUNTRIES
    ),
}

_OUTSIDE = r"(?:not|no|outside|outside of|other than|except|excluding|avoid|without)"
_JOINED = r"(?:\s*(?:,|/|and|or|nor)\s*(?:the )?)"
#: "US" is a place and "us" is we: in small letters it counts where only a place can stand.
_WE = re.compile(
    r"\bus[- ](?:based|only|site|sites)\b|\b(?:in|the|outside|or|and) (?:the )?us\s*(?:$|[,;.])"
)
_WE_AFTER_A_COMMA = re.compile(r"[,/;]\s*us\s*(?:$|[,;./])")


@cache
def _places() -> Mapping[str, Place]:
    """By what people call it."""
    found = {
        name: frozenset({code}) for code, names in _COUNTRIES.items() for name in names.split("; ")
    }
    for names, codes in _WIDER.items():
        found |= dict.fromkeys(names.split("; "), frozenset(codes.split()))
    return found


@cache
def place_words() -> frozenset[str]:
    """Every word of the names of places."""
    return frozenset(word for name in _places() for word in name.split())


@cache
def _named() -> re.Pattern[str]:
    longest = sorted(_places(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def place(text: str) -> Place | None:
    """What one region of an entry is; none for one that nobody wrote down here."""
    said = _plain(text)
    found = [_places()[each] for each in _named().findall(said)]
    return frozenset().union(*found) if found else None


def wanted_and_avoided(need: str) -> tuple[Mapping[str, Place], Mapping[str, Place], str]:
    """The places that a need names, those it rules out, and its other words.

    Several places are as good as each other: "EU or UK" is met by one of them.
    """
    said = _plain(need)
    wanted: dict[str, Place] = {}
    avoided: dict[str, Place] = {}
    ruling_out = re.compile(rf"\b{_OUTSIDE} (?:in )?(?:the )?$")
    end, was_out = 0, False
    for found in _named().finditer(said):
        name = found.group()
        between = said[end : found.start()]
        out = bool(ruling_out.search(said[: found.start()])) or (
            was_out and re.fullmatch(_JOINED, between) is not None
        )
        (avoided if out else wanted)[name] = _places()[name]
        end, was_out = found.end(), out
    return wanted, avoided, re.sub(ruling_out_of(), " ", _named().sub(" \x00 ", said))


def ruling_out_of() -> str:
    """What goes with the names of places when they are taken out of a need."""
    return rf"(?:\b(?:{_OUTSIDE}|in|based in|within|from|near)\s+(?:the\s+)?)?\x00"


def located(regions: Iterable[str], wanted: Iterable[Place], avoided: Iterable[Place]) -> Located:
    """Whether somebody with these regions is in a wanted place, and not only in avoided ones."""
    known = [each for each in map(place, regions) if each is not None]
    out: Place = frozenset().union(*avoided)
    left = [each - out for each in known]
    if known and not any(left):
        return Located.NO
    places: Place = frozenset().union(*wanted) - out
    if not places:
        return Located.YES if known or not out else Located.MAYBE
    if not known:
        return Located.MAYBE
    if any(each and each <= places for each in left):
        return Located.YES
    return Located.MAYBE if any(each & places for each in left) else Located.NO


def met_by(regions: Iterable[str], wanted: Iterable[Place]) -> tuple[str, ...]:
    """The regions of an entry that lie in a wanted place or hold one, as they are written."""
    places: Place = frozenset().union(*wanted)
    return tuple(each for each in regions if (found := place(each)) and found & places)


def _plain(text: str) -> str:
    """Small letters and single spaces; the United States spelled out."""
    said = re.sub(r"\bU\.?S\.?A?\b\.?", " usa ", text)
    said = " ".join(said.casefold().split())
    if _WE.search(said) or _WE_AFTER_A_COMMA.search(said):
        said = re.sub(r"\bus\b", "usa", said)
    return " ".join(said.replace("u.s.", "usa").split())
