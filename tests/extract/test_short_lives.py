"""Persons in short lives, in appositions, in lists, and behind words that only tell of somebody."""

from __future__ import annotations

import pytest

from corpusdoc.extract.appointments import find_posts
from tests.extract.reading import LEXICON, entities

LIVES = [
    # text, name, title, organisation
    (
        "李建明先生,1965年9月出生,硕士研究生,高级工程师。历任江东市水务局副局长,现任江东水务集团有限公司董事长、党委书记。",
        "李建明",
        "董事长、党委书记",
        "江东水务集团有限公司",
    ),
    ("张丽华,女,汉族,1970年生,中共党员,现任本公司副总经理、财务总监。", "张丽华", "副总经理、财务总监", None),
    ("周文斌,江东燃气集团有限公司党委书记、总经理。", "周文斌", "党委书记、总经理", "江东燃气集团有限公司"),
    ("郑长山,女,大专学历。", "郑长山", None, None),
    ("会上听取了陈德夫院长所作的报告。", "陈德夫", "院长", None),
    ("出席会议的有监事会主席郑康宁先生。", "郑康宁", "监事会主席", None),
    ("副主席蒋立之的要求已经落实。", "蒋立之", "副主席", None),
    ("赵国栋还率领全行员工抗洪。", "赵国栋", None, None),
]


@pytest.mark.parametrize(("text", "name", "title", "org"), LIVES, ids=[life[1] for life in LIVES])
def test_a_person_with_title_and_organisation(text: str, name: str, title: str | None, org: str | None) -> None:
    [person] = [entity for entity in entities(text) if entity.type == "person"]
    assert (person.name, person.title, person.org) == (name, title, org)


POSTS = [
    # text, the posts that it tells of, whose they are
    ("曾任恒曜钢铁副总经理、财务部部长;现任江东水务集团有限公司监事。",
     ["副总经理", "财务部部长", "监事"], ["恒曜钢铁", "江东水务集团有限公司"]),
    ("2005年至今任富源实业集团监事会副主席。", ["监事会副主席"], ["富源实业集团"]),
    ("1998年在江东机器厂任车间主任,历任科长、处长等职。", ["车间主任", "科长", "处长"], []),
    ("现任本公司第五届董事会独立董事。", ["第五届董事会独立董事"], []),
    ("落实主任责任制,任务分给班长。", [], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "posts", "orgs"), POSTS, ids=range(len(POSTS)))
def test_posts_are_read_from_clauses_of_appointment(text: str, posts: list[str], orgs: list[str]) -> None:
    found = list(find_posts(text, LEXICON))
    assert [text[post.start : post.end] for post in found] == posts
    assert [text[slice(*post.org)] for post in found if post.org] == orgs


def test_whose_a_post_is_names_an_organisation() -> None:
    found = entities("曾任恒曜机器厂副总经理,2005年起任富源实业集团监事会副主席。")
    assert [entity.name for entity in found if entity.type == "org"] == ["恒曜机器厂", "富源实业集团"]


def test_two_names_in_a_row_tell_of_each_other() -> None:
    found = entities("这里培养了王淑贞、林巧云等大师。")
    assert [entity.name for entity in found if entity.type == "person"] == ["王淑贞", "林巧云"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("柳溪农商行与梅江农村合作银行联合放贷。", ["柳溪农商行", "梅江农村合作银行"]),
        ("他在农信社开户,关联公司和新一届工会委员会没有变化。", ["农信社"]),
        ("公司股票在上市交易所挂牌,董事局作出决定。", []),
        ("建立健全公司治理结构,案件经广州铁路运输法院判决。", ["广州铁路运输法院"]),
    ],
)
def test_short_names_of_banks_and_words_that_name_nobody(text: str, names: list[str]) -> None:
    assert [entity.name for entity in entities(text) if entity.type == "org"] == names
