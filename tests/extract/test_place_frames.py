"""Places that what stands around them names, whatever the cut makes of them."""

import pytest

from corpusdoc.extract.place_frames import is_name
from tests.extract.reading import LEXICON, entities

PLACES = [
    # text                                          places
    ("抢修队赶到人民路与解放大道交叉口。", {"人民路", "解放大道"}),
    ("班组管着者海、矿山、雨碌3个乡镇的线路。", {"者海", "矿山", "雨碌"}),
    ("服务车开进平和、南靖、诏安三县。", {"平和", "南靖", "诏安"}),
    ("烟站在下坝、上洞、茶园三个村推广节水烤房。", {"下坝", "上洞", "茶园"}),
    ("她每天步行到龙潭屯、三岔湾、石门寨,给老人送报。", {"龙潭屯", "三岔湾", "石门寨"}),
    ("最远的牛角村,要走一天。", {"牛角村"}),
    ("他家住幸福里小区。", {"幸福里小区"}),
    ("厂区东临黄河路,南靠陇海铁路。", {"黄河路", "陇海铁路"}),
    ("公司于板桥、中坜及左营增设据点。", {"板桥", "中坜", "左营"}),
    ("在五里堡社区、和平里社区开展宣传。", {"五里堡社区", "和平里社区"}),
    ("扎兰屯市的用户超过两万户。", {"扎兰屯市"}),
    # What is no name: kinds of places, names of persons, what is counted or done.
    ("对贫困村、示范小区和老旧小区进行改造。", set()),
    ("从理论到实践，走过弯路。", set()),
    ("要翻过两座山、蹚过三条河。", set()),
    ("获奖的有顾澜江、高宜梁。", set()),
    ("划分生产、生活、办公三区。", set()),
    ("组织进社区、进百村活动。", set()),
    ("在换乘站增设引导牌。", set()),
]


@pytest.mark.parametrize(("text", "places"), PLACES, ids=[text[:20] for text, _ in PLACES])
def test_places_are_known_by_what_stands_around_them(text: str, places: set[str]) -> None:
    assert {entity.name for entity in entities(text) if entity.type == "place"} == places


@pytest.mark.parametrize(("own", "named"), [("建设三", True), ("者海", True), ("三条", False), ("先进", False)])
def test_a_name_is_no_word_of_the_dictionary(own: str, named: bool) -> None:
    assert is_name(own, LEXICON) is named
