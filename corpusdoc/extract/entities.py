"""Organisations, persons, places and documents that a report names: the first mention of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.aliases import with_aliases
from corpusdoc.extract.bylines import byline_words, find_authors, find_media, find_signers
from corpusdoc.extract.honor_names import ends_listed
from corpusdoc.extract.named_documents import document_words, find_documents
from corpusdoc.extract.naming_words import NAMING, known_names, organisation_role
from corpusdoc.extract.organisations import LINE_NUMBER, find_organisations, longest, organisation_words
from corpusdoc.extract.people import Person, find_people
from corpusdoc.extract.person_names import PERSON, person_role
from corpusdoc.extract.places import PLACE, canonical, find_places, place_role, place_words
from corpusdoc.extract.scanning import Scanner, Words
from corpusdoc.extract.tagging import Place, Tagged, Tagger, bearing
from corpusdoc.extract.vocabulary import HAN, surfaces
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Document, Entity, EntityType, Mention, Segmentation, Sentence, Span

# How sure a rule is; measured on no corpus, ordered by how much of the name is listed.
_CONFIDENCE = {
    "entity.org.name": 0.95,
    "entity.document.title": 0.95,
    "entity.place.known": 0.9,
    "entity.org.suffix": 0.85,
    "entity.person.title": 0.85,
    "entity.org.short": 0.8,
}
_KNOWN = "known"
_BLANKS = re.compile("[ \u3000]+")


def find_entities(document: Document, segmentation: Segmentation, lexicon: Lexicon) -> tuple[Entity, ...]:
    """The first mention of each distinct entity, in the order of the text; of a person, the first with a title.

    Short forms of organisations have the long form they stand for.
    """
    found: dict[tuple[str, str], Entity] = {}
    text, tagger = document.text, _tagger(lexicon)
    cues = _scanner(lexicon).cues(text, segmentation)
    line_above: list[Place] = []
    for index, sentence in bearing(segmentation):
        tagged = tagger.read(text, sentence, cues[index])
        organisations = _organisations(text, sentence, tagged, lexicon)
        read = (tagged, organisations, line_above) if organisations or tagged.words or tagged.cues else None
        for kind, place, person in _in_sentence(text, sentence, read, lexicon) if read else ():
            key = kind, _key(kind, text[place[0] : place[1]], lexicon)
            if key not in found or (person and person.title and not found[key].title):
                found[key] = _entity(text, index, kind, place, person)
        line_above = organisations
    ordered = sorted(found.values(), key=lambda entity: (entity.mention.span.start, entity.mention.span.end))
    return with_aliases(text, ordered)


@cache
def _scanner(lexicon: Lexicon) -> Scanner:
    honors = surfaces(lexicon, "honors", "name") | surfaces(lexicon, "honors", "head")
    words = organisation_words(lexicon) | document_words() | place_words(lexicon) | byline_words(lexicon)
    return Scanner(
        {**words, _KNOWN: known_names(lexicon), "honor": honors, "post": surfaces(lexicon, "titles", "head")}
    )


@cache
def _tagger(lexicon: Lexicon) -> Tagger:
    def role(word: str, tag: str) -> int:
        roles = (organisation_role, person_role, place_role)
        return sum(role_of(word, tag, lexicon) for role_of in roles)

    ends, behind = (
        surfaces(lexicon, "orgs", "suffix") | surfaces(lexicon, "orgs", "anchor"),
        surfaces(lexicon, "titles", "head"),
    )
    return Tagger(role, NAMING | PERSON | PLACE, known_names(lexicon), _KNOWN, ends, behind)


def _organisations(text: str, sentence: Sentence, tagged: Tagged, lexicon: Lexicon) -> list[Place]:
    """The organisations without those that are a part of a quoted honor: “全国百佳乡镇卫生院”."""
    found = find_organisations(tagged, lexicon)
    if "medium" in tagged.cues:
        found = longest([*found, *find_media(text, sentence)])
    if "number" in tagged.cues:
        # 粤府办 of 粤府办〔2016〕23号 is who numbered it.
        numbered = list(find_documents(text, *_bounds(sentence), ("number",), lexicon))
        found = [
            o for o in found if not (text[o[1] : o[1] + 1] in _OPENS and any(a <= o[0] < b for a, b, _ in numbered))
        ]
    # 《北国水务》 is a journal.
    found = [o for o in found if text[o[0] - 1 : o[0]] != "《" or text[o[1] : o[1] + 1] != "》"] if found else found
    if not found or not ("“" in tagged.text or "「" in tagged.text):
        return found
    quotes = [m.span(1) for m in _QUOTED.finditer(text, *_bounds(sentence)) if ends_listed(m[1], lexicon)]
    return [
        (start, end, rule)
        for start, end, rule in found
        if rule == "entity.org.name" or not any(a <= start and end <= b for a, b in quotes)
    ]


def _bounds(sentence: Sentence) -> tuple[int, int]:
    return sentence.span.start, sentence.span.end


# 南京地铁7号线 is built, and not in 南京.
_LINE = re.compile(f"[{HAN}]{{2,10}}{LINE_NUMBER}")
_OPENS = tuple("〔[［(（【")
_QUOTED = re.compile("[“「]([^“”「」\n]{2,40})[”」]")


def _key(kind: EntityType, name: str, lexicon: Lexicon) -> str:
    name = "".join(name.split())
    return canonical(lexicon).get(name, name) if kind == "place" else name


def _in_sentence(
    text: str, sentence: Sentence, read: tuple[Tagged, list[Place], list[Place]], lexicon: Lexicon
) -> Iterator[tuple[EntityType, Place, Person | None]]:
    tagged, organisations, line_above = read
    documents = list(find_documents(text, *_bounds(sentence), tagged.cues, lexicon)) if tagged.cues else []
    for place in documents:
        yield "document", place, None
    for place in organisations:
        yield "org", place, None
    for author in find_authors(text, sentence, lexicon) if "byline" in tagged.cues else ():
        yield "person", (author.start, author.end, author.rule), author
    for signer in find_signers(text, sentence, lexicon):
        yield "person", (signer.start, signer.end, signer.rule), signer
    if not tagged.words:
        return
    # A person's organisation and title may stand in the line above the name.
    people = list(find_people(text, tagged, [*line_above, *organisations], lexicon))
    if people:
        for place in _units_of(people, text, sentence, organisations):
            yield "org", place, None
        for person in people:
            yield "person", (person.start, person.end, person.rule), person
    honors = _honored(text, sentence, lexicon) if "honor" in tagged.cues else []
    honors += [(*m.span(), "line") for m in _LINE.finditer(text, *_bounds(sentence))] if "号线" in tagged.text else []
    named = [(person.start, person.end, person.rule) for person in people]
    for place in find_places(tagged, [*documents, *organisations, *honors, *named], lexicon):
        yield "place", place, None


def _units_of(
    people: Sequence[Person], text: str, sentence: Sentence, organisations: Sequence[Place]
) -> Iterator[Place]:
    """Units that are named only as those of a person: 水质检测中心|陈立群."""
    for person in people:
        start = text.rfind(person.org, sentence.span.start, person.start) if person.org else -1
        end = start + len(person.org or "")
        if start >= 0 and len(person.org or "") > 2 and not any(a < end and start < b for a, b, _ in organisations):
            yield start, end, "entity.org.person"


def _honored(text: str, sentence: Sentence, lexicon: Lexicon) -> list[Place]:
    """Honors with the place in front of them: 广东省 of 广东省五一劳动奖状 is no place where something happens."""
    found: list[Place] = []
    offset = sentence.span.start
    for start, end, _ in _honors(lexicon).find(sentence.span.of(text)):
        front = _OWNER.search(text[max(offset, offset + start - 12) : offset + start])
        found.append((offset + start - (len(front[0]) if front else 0), offset + end, "honor"))
    return found


_OWNER = re.compile("[^,，。;；、“”‘’「」\\s]{1,12}$")


@cache
def _honors(lexicon: Lexicon) -> Words:
    return Words(surfaces(lexicon, "honors", "name") | surfaces(lexicon, "honors", "head"))


def _entity(text: str, index: int, kind: EntityType, place: Place, person: Person | None) -> Entity:
    start, end, rule = place
    mention = Mention(Span(start, end), index, rule, _CONFIDENCE.get(rule, 0.7))
    told = (person.title, person.org) if person else (None, None)
    # 康　健: names of two characters are drawn apart in lists.
    name = _BLANKS.sub("", text[start:end]) if person else text[start:end]
    return Entity(mention, kind, name, *told)
