"""Honors: names, levels, counts, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpusdoc.extract.honors import find_honors
from corpusdoc.model import Mention, Profile, Span, TimeExpression
from tests.extract.reading import LEXICON, honors, read

ONE = [
    # text                                                        name                      level         status
    ("2019年,公司荣获“全国安康杯竞赛优胜单位”称号。", "全国安康杯竞赛优胜单位", "national", "awarded"),
    ("客服班被省总工会授予“工人先锋号”。", "工人先锋号", "provincial", "awarded"),
    ("分局获评浙江省绿色电力示范单位。", "浙江省绿色电力示范单位", "provincial", "awarded"),
    ("医院被无锡市政府授予市级“平安医院”称号。", "平安医院", "municipal", "awarded"),
    ("支行勇夺集团公司业务竞赛金奖。", "集团公司业务竞赛金奖", "corporate", "awarded"),
    ("水厂被评为昆山市节水型企业。", "昆山市节水型企业", "municipal", "awarded"),
    ("该工程斩获中国建设工程鲁班奖。", "中国建设工程鲁班奖", "national", "awarded"),
    ("公司力争获得全国质量奖。", "全国质量奖", "national", "target"),
    ("各班组争创省级青年文明号。", "省级青年文明号", "provincial", "target"),
    ("今后两年,公司力争满意率达到98%,并跨入全国文明单位行列。", "全国文明单位", "national", "target"),
    ("去年公司力争上游,满意率达到98%,并跨入全国文明单位行列。", "全国文明单位", "national", "awarded"),
    ("调度员刘志强入围全国劳动模范候选名单。", "全国劳动模范", "national", "nominated"),
    ("活动结束后将授予成绩突出者“服务标兵”称号。", "服务标兵", None, "requirement"),
    ("集团於年內榮獲「香港環境卓越大獎」金獎。", "「香港环境卓越大奖」金奖", None, "awarded"),
    ("本公司獲頒國家永續發展獎。", "国家永续发展奖", "national", "awarded"),
    ("她是全国五一劳动奖章获得者。", "全国五一劳动奖章", "national", "awarded"),
    ("车站顺利通过全国文明单位复查验收。", "全国文明单位", "national", "awarded"),
    ("公司通过了ISO9001质量管理体系认证。", "ISO9001质量管理体系认证", "international", "awarded"),
    ("省、市、县先进工作者李明华被评为省、市级劳动模范。", "省、市级劳动模范", None, "awarded"),
    ("公司入选财富世界500强。", "财富世界500强", "international", "awarded"),
    ("截至年末,建成省级金融教育示范基地2个。", "省级金融教育示范基地", "provincial", "awarded"),
    ("售票员何秀兰是全市“最美售票员”。", "最美售票员", "municipal", "awarded"),
    ("我们的目标是,到2025年把车站建成“全国文明车站”。", "全国文明车站", "national", "target"),
    ("影片《山那边》获金穗奖提名。", "金穗奖", None, "nominated"),
    ("环卫处荣获区委、区政府“创建国家卫生城市先进集体”称号。", "创建国家卫生城市先进集体", "county", "awarded"),
    ("站长记三等功一次。", "三等功", None, "awarded"),
    ("钳工张勇被评为“会泽工匠”。", "会泽工匠", "county", "awarded"),
    ("化验员参加江西省水质检验工技能竞赛获二等奖。", "二等奖", "provincial", "awarded"),
    ("子公司入选国家级专精特新“小巨人”企业。", "国家级专精特新“小巨人”企业", "national", "awarded"),
]

LISTS = [
    (
        "先后荣获“全国文明单位”、“全国厂务公开先进单位”和省级“模范职工之家”等荣誉称号。",
        [("全国文明单位", "national"), ("全国厂务公开先进单位", "national"), ("模范职工之家", "provincial")],
    ),
    (
        "我局获得安徽省文明单位、合肥市五一劳动奖状、集团公司安全生产先进集体等20多项荣誉,经营业绩再创新高。",
        [
            ("安徽省文明单位", "provincial"),
            ("合肥市五一劳动奖状", "municipal"),
            ("集团公司安全生产先进集体", "corporate"),
        ],
    ),
    (
        "公司被“江苏省质量协会”和“南通市消费者协会”评为“用户满意企业”和“消费者信得过单位”。",
        [("用户满意企业", "provincial"), ("消费者信得过单位", "municipal")],
    ),
    (
        "涌现出全国三八红旗手、湖北省五一劳动奖章获得者等一批典型。",
        [("全国三八红旗手", "national"), ("湖北省五一劳动奖章", "provincial")],
    ),
]

LISTS += [
    (
        "先后荣获“全国青年文明号”“中国联通先进集体”“省级示范点”等荣誉。",
        [("全国青年文明号", "national"), ("中国联通先进集体", "corporate"), ("省级示范点", "provincial")],
    ),
    (
        "公司累计获得两大奖项(鲁班奖、大禹奖),成绩喜人。",
        [("鲁班奖", "national"), ("大禹奖", "national")],
    ),
    ("水厂被县委授予安全生产和综合治理先进单位。", [("安全生产和综合治理先进单位", "county")]),
    (
        "“海燕”薄膜被认定为国家免检产品、“飞鱼”薄膜被认定为江西省名牌产品。",
        [("国家免检产品", "national"), ("江西省名牌产品", "provincial")],
    ),
    ("服务优胜者有南京市第四届道德模范——投递员周明。", [("南京市第四届道德模范", "municipal")]),
    (
        "公司通过了ISO9001质量管理体系、ISO14001环境管理体系和HSE健康管理体系认证。",
        [
            ("ISO9001质量管理体系", "international"),
            ("ISO14001环境管理体系", "international"),
            ("HSE健康管理体系认证", "international"),
        ],
    ),
    ('公司荣获"全国文明单位"、"省级示范点"等称号。', [("全国文明单位", "national"), ("省级示范点", "provincial")]),
    ("公司跨入国家一流县级供电企业行列。", [("国家一流县级供电企业", "national")]),
    ("云岭移动先进班组、模范营业厅均为去年荣获。", []),
    ("荣获《远见》杂志“最佳雇主奖”。", [("最佳雇主奖", None)]),
    ("公司取得全省首张节电认证ISO 50001。", [("全省首张节电认证ISO 50001", "provincial")]),
]

GIVERS = [
    ("公司被县委、县政府评为“先进企业”。", "先进企业", "县委、县政府", "county"),
    ("公司被人社部和全国总工会评为先进集体。", "先进集体", "人社部、全国总工会", "national"),
    ("被省、市政府授予“纳税先进企业”。", "纳税先进企业", None, None),
    ("炼厂荣获中国石油和化工行业绿色工厂称号。", "中国石油和化工行业绿色工厂", None, "industry"),
    # text                                                             name              body              level
    ("公司获邻里服务协会颁发「关怀企业标志」。", "关怀企业标志", "邻里服务协会", None),
    ("获水利部颁发「节水标竿奖」金奖。", "「节水标竿奖」金奖", "水利部", "national"),
    ("荣获香港管理学会「优质管理奖」银奖。", "「优质管理奖」银奖", "香港管理学会", None),
    ("海宁县被国家能源局确定为“县域能源转型示范县”。", "县域能源转型示范县", "国家能源局", "national"),
    ("在第九届「绿色港口大奖」中,本公司亦获优异奖。", "绿色港口大奖", None, None),
    ("连续三年入选“信息披露前百分之十企业”。", "信息披露前百分之十企业", None, None),
]

DETAILS = [
    ("这是海港供电所获得省级文明单位称号的一年。", "recipient", "海港供电所"),
    ("制定了《海港供电所创建全国文明单位规划》。", "recipient", None),
    ("经县政府批准,授予李明等10人“江西省劳动模范”荣誉称号。", "recipient", "李明等10人"),
    ("县局授予4名外籍专家“友谊奖”。", "count", 4),
    ("公司又摘得四项“鲁班奖”。", "count", 4),
    ("集团26项工程荣获鲁班奖。", "count", 26),
    ("县局对前3名的单位授予“优胜单位”称号。", "count", 3),
    ("授予赵平、马东等133名个人“服务明星”称号。", "count", 133),
    ("公司争创“示范服务区”2对。", "count", 2),
    ("荣获江西省第十一届文明单位。", "edition", "第十一届"),
    ("荣获第九届「远航奖」之「最佳通路奖」。", "edition", "第九届"),
    ("省总工会授予“工人先锋号”。", "body", "省总工会"),
    # text                                                            field        value
    ("全省有12家营业厅被授予省级“青年文明号”。", "count", 12),
    ("其中5个班组被评为市级先进班组。", "count", 5),
    ("连续六年获得“河北省守合同重信用企业”称号。", "years", 6),
    ("蝉联第七届全国文明单位。", "edition", "第七届"),
    ("南京是全国文明城市“三连冠”得主。", "count", 3),
    ("公司被中共湖南省委授予“先进基层党组织”称号。", "body", "中共湖南省委"),
    ("汇丰公司向无锡电信授予“最佳网络服务供应商”称号。", "recipient", "无锡电信"),
    ("荣获“全国工人先锋号”的客服中心,服务持续改进。", "recipient", "客服中心"),
    ("临川站“小雨点”服务台被授予全国青年文明号。", "recipient", "临川站“小雨点”服务台"),
    ("驾驶员孙志强荣获南京市道德模范提名奖。", "recipient", "孙志强"),
    ("驾驶员孙志强荣获南京市道德模范提名奖。", "status", "nominated"),
    ("海港供电所被评为浙江省文明单位。", "recipient", "海港供电所"),
    ("员工共捧回一等奖3项。", "count", 3),
    ("公司三次获得“省长质量奖”提名。", "count", 3),
    ("公司连续两届荣获“省文明单位”称号。", "count", 2),
    ("局里授予周明等8名同志“服务标兵”称号。", "count", 8),
    ("局里授予城东营业所等6个单位2023年度“先进集体”称号。", "recipient", "城东营业所等6个单位"),
]

NONE = [
    "会议审议通过了提名邓海先生为公司总经理的议案。",
    "公司先后获得市级以上荣誉37项。",
    "公司获得省人民医院、县人民医院的好评。",
    "股东会表决通过,续聘澜州会计师事务所为2019年度审计机构。",
    "新船被命名为“海燕”。",
    "会议审议通过了《2021年度先进单位工作报告》。",
    "工人奖章是总工会授予作出突出贡献的单位的荣誉。",
    "公司甘当改革排头兵,努力成为行业领头羊。",
    "被广大市民誉为“流动的风景线”。",
    "通过活动涌现出一批先进集体和个人。",
    "我们获得用户一致好评,取得明显成效。",
    "完善奖励办法,兑现奖金。",
    "收获了满满的感动。",
    "公司未获得文明单位称号。",
    "窗口服务走在全国前列,成为一面旗帜。",
    "持续推进全国文明单位创建活动。",
    "总工会表彰在“云溪”号检修中出力的集体。",
]


@pytest.mark.parametrize(("text", "name", "level", "status"), ONE, ids=range(len(ONE)))
def test_an_honor_is_read_with_its_level_and_status(text: str, name: str, level: str | None, status: str) -> None:
    [honor] = honors(text)
    assert (honor.name, honor.level, honor.status) == (name, level, status)


@pytest.mark.parametrize(("text", "expected"), LISTS, ids=range(len(LISTS)))
def test_a_list_shares_its_verb(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(honor.name, honor.level) for honor in honors(text)] == expected


@pytest.mark.parametrize(("text", "name", "body", "level"), GIVERS, ids=range(len(GIVERS)))
def test_who_gives_an_honor_is_no_part_of_its_name(text: str, name: str, body: str | None, level: str | None) -> None:
    assert [(honor.name, honor.body, honor.level) for honor in honors(text)] == [(name, body, level)]


@pytest.mark.parametrize(("text", "field", "value"), DETAILS, ids=range(len(DETAILS)))
def test_details_stand_around_the_name(text: str, field: str, value: object) -> None:
    assert [getattr(honor, field) for honor in honors(text)] == [value]


@pytest.mark.parametrize("text", NONE, ids=range(len(NONE)))
def test_praise_is_no_honor(text: str) -> None:
    assert [honor.name for honor in honors(text)] == []


def test_a_plan_that_gives_honors_sets_out_to() -> None:
    text = "关于评选服务标兵的通知\n\n年底评选服务标兵10名,先进集体3个。"
    document, segmentation = read(text)
    found = find_honors(document, segmentation, Profile(genre="通知"), (), LEXICON)
    assert {(honor.name, honor.status) for honor in found if honor.count} == {
        ("服务标兵", "requirement"),
        ("先进集体", "requirement"),
    }


def test_what_a_notice_decides_is_given_and_its_title_gives_nothing() -> None:
    text = "关于表彰先进集体的通知\n\n公司决定:授予城东营业所等6个单位“先进集体”称号。\n"
    document, segmentation = read(text)
    profile = Profile(genre="通知", org="澜州水务公司")
    [honor] = find_honors(document, segmentation, profile, (), LEXICON)
    assert (honor.status, honor.level, honor.count) == ("awarded", "corporate", 6)


def test_a_plan_aims_at_what_it_applies_for() -> None:
    document, segmentation = read("择优推荐参评“全国模范职工之家”。")
    [honor] = find_honors(document, segmentation, Profile(genre="方案"), (), LEXICON)
    assert honor.status == "target"


def test_a_prize_of_a_contest_has_its_edition_and_level() -> None:
    [honor] = honors("在第六届全省邮政行业技能竞赛中,投递员高振华获快递员组一等奖。")
    assert (honor.name, honor.edition, honor.level) == ("快递员组一等奖", "第六届", "provincial")


def test_medals_of_a_contest_have_its_edition_and_level() -> None:
    found = honors("在市第二届叉车技能大赛上,仓储部王磊摘得金牌,刘洋、赵敏分获银牌和铜牌。")
    assert [(h.name, h.edition, h.level) for h in found] == [
        ("金牌", "第二届", "municipal"),
        ("银牌", "第二届", "municipal"),
        ("铜牌", "第二届", "municipal"),
    ]


def test_how_many_of_the_next_honor_stands_in_front_of_it() -> None:
    found = honors("旗下5家公司获评省级绿色工厂,8家为市级“智慧水务”示范企业。")
    assert [(h.name, h.count) for h in found] == [("省级绿色工厂", 5), ("市级“智慧水务”示范企业", 8)]


def test_who_gives_an_honor_stands_in_the_next_column() -> None:
    found = honors("供水公司年报\n\n一、所获荣誉\n\n服务小微企业先进单位  南京市人民政府\n")
    assert [(h.name, h.level) for h in found] == [("服务小微企业先进单位", "municipal")]


def test_what_a_plan_will_have_built_is_aimed_at() -> None:
    document, segmentation = read("建成省级示范网点80个。")
    [honor] = find_honors(document, segmentation, Profile(genre="方案"), (), LEXICON)
    assert honor.status == "target"


def test_a_name_that_nobody_knows_ends_no_list() -> None:
    found = honors("公司先后荣获省级文明单位、行业能效飞鱼、南京市五一劳动奖状,服务持续改进。")
    assert [honor.name for honor in found] == ["省级文明单位", "南京市五一劳动奖状"]


def test_a_line_under_a_heading_of_honors_needs_no_verb() -> None:
    text = "供水公司年报\n\n一、经营情况\n\n供水量稳步增长,用户满意。\n\n二、所获荣誉\n\n江西省文明单位\n\n全国工人先锋号\n"
    assert [honor.name for honor in honors(text)] == ["江西省文明单位", "全国工人先锋号"]


def test_what_a_planned_part_names_is_still_to_come() -> None:
    text = "水务公司上半年总结\n\n一、情况\n\n经营平稳。\n\n二、下半年打算\n\n12月底前两个站达到“省级文明窗口”标准。\n\n评出服务标兵10名。\n\n公司先后荣获省级文明单位称号。\n"
    assert [(honor.name, honor.status) for honor in honors(text)] == [
        ("省级文明窗口", "target"),
        ("服务标兵", "requirement"),
        ("省级文明单位", "awarded"),
    ]


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("余小芸当选首届“感动江城十大人物”。", "余小芸"),
        ("吴广林先后16次被评为县联社先进工作者。", "吴广林"),
        ("护士长关秀云2014年当选全国优秀护士。", "关秀云"),
        ("我院荣获全国文明单位称号。", None),
    ],
)
def test_a_name_alone_has_got_it(text: str, recipient: str | None) -> None:
    assert [honor.recipient for honor in honors(text)] == [recipient]


def test_what_is_set_out_with_its_reward_is_an_honor() -> None:
    found = honors("活动设“食盐先进服务站”3个,每站奖励2000元。")
    assert [(honor.name, honor.count, honor.status) for honor in found] == [("食盐先进服务站", 3, "requirement")]


def test_lines_of_a_list_keep_what_blanks_stand_in() -> None:
    text = "电信公司报告\n\n一、经营\n\n业务平稳，用户满意。\n\n二、外部肯定\n\n．第 14 届企业永续奖「永续报告书」金奖\n．劳动部「工作生活平衡奖」\n．通过 ISO 10002 客诉处理品质管理系统验证\n"
    assert [(honor.name, honor.edition) for honor in honors(text)] == [
        ("企业永续奖「永续报告书」金奖", "第 14 届"),
        ("工作生活平衡奖", None),
        ("ISO 10002 客诉处理品质管理系统验证", None),
    ]


def test_the_date_in_front_is_the_honors() -> None:
    document, segmentation = read("2018年12月,公司荣获全国文明单位称号。")
    when = TimeExpression(Mention(Span(0, 8), 0, "times.date"), "date", "2018-12")
    [honor] = find_honors(document, segmentation, Profile(), [when], LEXICON)
    assert honor.date == "2018-12"


HONORED = st.text(
    alphabet="荣获被授予评为全国省市“”「」、,。先进文明单位称号奖一二3家年第届连续的和等\n争创", max_size=120
)


@settings(max_examples=150, deadline=None)
@given(text=st.one_of(HONORED, st.text(max_size=60)))
def test_every_name_is_of_the_text(text: str) -> None:
    clean = "".join(c for c in text if c != "\x00" and not "\ud800" <= c <= "\udfff")
    document, segmentation = read(clean)
    for honor in honors(clean):
        quote = honor.mention.span.of(document.text)
        assert honor.name in quote  # an edition in front of the name is said apart
        assert segmentation.sentences[honor.mention.sentence].span.contains(honor.mention.span)


def test_a_list_of_honors_needs_no_verb() -> None:
    """Names apart by blanks under a heading that says what they are; a title in marks is what was decided on."""
    found = honors("企业荣誉\n江东省纳税百强企业 全国质量信得过单位\n柳溪市重点龙头企业（柳溪）\n本季度没有新的变化")
    assert [(honor.name, honor.level) for honor in found] == [
        ("江东省纳税百强企业", "provincial"),
        ("全国质量信得过单位", "national"),
        ("柳溪市重点龙头企业", "municipal"),
    ]
    assert honors("会议审议通过了《公司2021年度先进单位评选报告》。") == ()


def test_a_grade_inside_the_quotes_is_its_own() -> None:
    found = honors("医院被评为“全国文明单位”、“最受信赖医院”。")
    assert [(honor.name, honor.level) for honor in found] == [("全国文明单位", "national"), ("最受信赖医院", None)]


def test_who_gets_the_next_honor_is_none() -> None:
    text = "3个先进集体荣获全国五一劳动奖状,12名先进个人荣获全国五一劳动奖章,8个先进集体荣获全国工人先锋号。"
    assert [(h.name, h.count) for h in honors(text)] == [
        ("全国五一劳动奖状", 3),
        ("全国五一劳动奖章", 12),
        ("全国工人先锋号", 8),
    ]


def test_a_colon_behind_a_quoted_name_begins_its_parts() -> None:
    text = "公司获颁「云溪永续奖」及3项「永续绩效奖」:节水领袖奖、用户领袖奖及安全领袖奖。"
    assert [h.name for h in honors(text)] == ["云溪永续奖", "永续绩效奖", "节水领袖奖", "用户领袖奖", "安全领袖奖"]


def test_the_clause_in_front_says_who_gets_an_honor() -> None:
    [honor] = honors("同时,对于5个标兵集体,由集团工会授予“澜州工人先锋号”荣誉称号。")
    assert (honor.recipient, honor.count) == ("5个标兵集体", 5)


def test_branches_by_their_rank_give_no_level() -> None:
    [honor] = honors("授予湖北等3个单位“中国联通优秀省级分公司组织奖”。")
    assert honor.level == "corporate"


def test_then_is_no_part_of_who_gets_an_honor() -> None:
    [honor] = honors("后来东莞联通荣获全国文明单位称号。")
    assert honor.recipient == "东莞联通"


def test_a_decision_gives_what_it_says_and_its_lists_name_who_gets_it() -> None:
    text = (
        "滨江省卫生工会关于表彰2011年度“巾帼建功”先进集体的决定\n各市卫生局:\n经研究,决定授予青岭市人民医院护理部等30个单位"
        "“巾帼建功先进集体”称号,授予第二热电厂、北郊变电站“安全生产先进单位”称号。\n附件\n"
        "“巾帼建功”先进集体名单(30个)\n青岭市人民医院护理部\n省立第三医院急诊科\n"
    )
    found = [(honor.name, honor.count, honor.recipient, honor.status) for honor in honors(text)]
    assert found == [
        ("巾帼建功先进集体", 30, "青岭市人民医院护理部等30个单位", "awarded"),
        ("安全生产先进单位", None, "第二热电厂、北郊变电站", "awarded"),
    ]


def test_holders_stand_between_a_verb_and_its_copula() -> None:
    found = honors("决定命名检修中心等45个集体为省级“青年文明号”;继续认定调度班等120个集体为省级“青年文明号”。")
    assert [(h.name, h.level, h.count) for h in found] == [
        ("青年文明号", "provincial", 45),
        ("青年文明号", "provincial", 120),
    ]


def test_counted_names_that_nobody_knows_are_honors_where_they_are_chosen() -> None:
    found = honors("全矿评选出无“三违”和谐宿舍9个,平安幸福家庭12户。")
    assert [(h.name, h.count) for h in found] == [("无“三违”和谐宿舍", 9), ("平安幸福家庭", 12)]
    assert not honors("活动表彰一线员工20名。")


def test_a_grade_makes_an_honor_of_any_noun() -> None:
    assert [(h.name, h.level) for h in honors("该科被评为省级临床重点专科。")] == [("省级临床重点专科", "provincial")]
    assert not honors("班组荣获全国海员工会授予的表扬。")


def test_prizes_stand_in_title_marks_too() -> None:
    found = honors("本公司一舉囊括《氣候行動獎》、《人才永續獎》等兩項大獎。")
    assert [h.name for h in found] == ["气候行动奖", "人才永续奖"]


def test_quotes_stand_inside_of_quotes() -> None:
    assert [h.name for h in honors("公司荣获“云山省‘五一’劳动奖状”。")] == ["云山省‘五一’劳动奖状"]


def test_what_is_made_is_no_honor_beside_one() -> None:
    assert "“一心为民”党建品牌" not in [h.name for h in honors("支部创建“一心为民”党建品牌、“清风”示范点。")]


def test_firms_and_bureaus_by_number_give_corporate_honors() -> None:
    assert [h.level for h in honors("他获评中国远航股份公司“劳动模范”、远航七局“十大标兵”称号。")] == [
        "corporate",
        "corporate",
    ]


def test_a_system_stands_between_who_gets_an_honor_and_its_name() -> None:
    found = honors("决定授予孙静等10名同志云山省卫生系统“巾帼标兵”称号。")
    assert [(h.name, h.level, h.count, h.recipient) for h in found] == [
        ("巾帼标兵", "provincial", 10, "孙静等10名同志")
    ]


def test_who_comes_forth_holds_an_honor() -> None:
    assert [(h.name, h.count) for h in honors("先后涌现出投递员王立等20名“云山邮政最美投递员”。")] == [
        ("云山邮政最美投递员", 20)
    ]
    assert [h.name for h in honors("涌现出全国劳动模范李明等一批先进典型。")] == ["全国劳动模范"]
    assert not honors("希望受表彰的先进集体和个人再接再厉。")


def test_a_trade_gives_honors_of_its_industry() -> None:
    text = "项目荣获中国电力技术发明奖,公司荣获全煤系统文明单位称号。"
    assert [(h.name, h.level) for h in honors(text)] == [
        ("中国电力技术发明奖", "industry"),
        ("全煤系统文明单位", "industry"),
    ]


def test_who_gets_an_honor_without_quotes_stands_in_front_of_it() -> None:
    told = honors(
        "公司决定授予赵青等50人恒源铝业公司劳动模范荣誉称号,授予磨粉班等32个单位恒源铝业公司先进集体荣誉称号。"
    )
    assert [(h.name, h.count, h.level, h.recipient) for h in told] == [
        ("恒源铝业公司劳动模范", 50, "corporate", "赵青等50人"),
        ("恒源铝业公司先进集体", 32, "corporate", "磨粉班等32个单位"),
    ]
    [honor] = honors("授予丁芳等 121 名护理工作者 2025 年度 “恒康优秀护士” 荣誉称号。")
    assert (honor.name, honor.count) == ("恒康优秀护士", 121)


def test_what_all_of_a_list_are_counted_as_is_no_count_of_the_last() -> None:
    told = honors("该站先后获得“全国青年文明号”“全国工人先锋号”2项国家级荣誉。")
    assert [(h.name, h.count) for h in told] == [("全国青年文明号", None), ("全国工人先锋号", None)]


def test_those_on_the_list_are_counted_in_the_order_of_their_honors() -> None:
    told = honors("由省总工会授予的“工人先锋号”、“五一劳动奖章”日前揭晓,恒源公司3个集体、12名职工榜上有名。")
    assert [(h.name, h.count) for h in told] == [("工人先锋号", 3), ("五一劳动奖章", 12)]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("乘务组受到铁道部嘉奖,并被授予“先锋列车”称号。", "national"),
        ("恒源分公司召开“最美收费员”表彰大会,10名员工被评为“最美收费员”。", "corporate"),
        ("车站被恒源铁路有限公司评为“标杆车站”。", "corporate"),
        ("恒源公司向电信公司授予“最佳供应商”称号。", None),
        ("受到甲川县委、县政府表彰,荣获综合目标二等奖。", "county"),
        ("车间荣获全路先进集体称号。", "industry"),
        ("获优秀上市公司奖。", None),
    ],
)
def test_another_clause_may_say_who_gives_an_honor(text: str, level: str | None) -> None:
    assert honors(text)[-1].level == level


def test_ranks_and_places_are_no_honors() -> None:
    assert honors("荣获全球千万人次以上港口的分组第3名,获省质量奖;在世界500强榜单上排名第61位。")[-1].name == "省质量奖"
    assert honors("荣获省科技奖;在全省率先推出“云链”金融平台。")[-1].name == "省科技奖"


def test_a_list_goes_on_behind_a_comma_where_its_prizes_are_counted() -> None:
    told = honors("获全国水运科技进步奖2项,职工技术成果奖11项,均创新高。")
    assert [(h.name, h.count) for h in told] == [("全国水运科技进步奖", 2), ("职工技术成果奖", 11)]
    assert [(h.name, h.count) for h in honors("涌现出全国劳模1人、省劳模3人。")] == [("全国劳模", 1), ("省劳模", 3)]
    assert [(h.name, h.count) for h in honors("荣立集体三等功1次,个人三等功3次。")] == [
        ("集体三等功", 1),
        ("个人三等功", 3),
    ]
    assert [h.count for h in honors("获得集团公司先进单位三次。")] == [3]


def test_a_praised_noun_and_the_last_quoted_name_are_honors_in_a_list() -> None:
    told = honors("热线获评全国优秀政务热线、“便民服务之星”。")
    assert [h.name for h in told] == ["全国优秀政务热线", "便民服务之星"]
    assert [h.name for h in honors("公司被省政府命名为“花园式单位”。")] == ["花园式单位"]


def test_what_was_made_with_success_is_awarded() -> None:
    assert [h.status for h in honors("公司成功创建国家级节水型企业。")] == ["awarded"]
    assert [h.years for h in honors("公司连续10 年获得省国资委经营业绩考核A级。")] == [10]
    assert [h.count for h in honors("公司连续六年两个任期获评业绩考核A级。")] == [None]


WHOLE = [
    # text                                        names, levels, counts, statuses of all honors
    ("检修队被交通厅记集体二等功。", [("集体二等功", "provincial", None, "awarded")]),
    ("送电工区受到省公司通令嘉奖。", [("通令嘉奖", "corporate", None, "awarded")]),
    ("截至年底,共有省级青年文明号37个。", [("省级青年文明号", "provincial", 37, "awarded")]),
    (
        "这个班是全国质量信得过班组、省级工人先锋号。",
        [("全国质量信得过班组", "national", None, "awarded"), ("省级工人先锋号", "provincial", None, "awarded")],
    ),
    ("已有14个营业厅建成省级文明单位。", [("省级文明单位", "provincial", 14, "awarded")]),
    ("力争到2026年建成全国文明单位2家。", [("全国文明单位", "national", 2, "target")]),
    ("她两次获得市分公司“营销状元”。", [("营销状元", "corporate", 2, "awarded")]),
    ("他被省邮政公司评为“十佳投递员”。", [("十佳投递员", "corporate", None, "awarded")]),
    ("医院通过三级乙等综合医院评审。", [("三级乙等综合医院", None, None, "awarded")]),
    ("全厂3项成果获省级科技进步一等奖。", [("省级科技进步一等奖", "provincial", 3, "awarded")]),
    ("凡考核排名前三的班组,授予“红旗班组”称号。", [("红旗班组", None, None, "requirement")]),
    ("车间每季度评选一次“金牌司炉工”。", [("金牌司炉工", None, None, "requirement")]),
    ("明年还要评选表彰6名“暖心管家”。", [("暖心管家", None, 6, "requirement")]),
    ("小王每年被评为“先进工作者”。", [("先进工作者", None, None, "awarded")]),
    ("在全省供水技能比武中,我队夺得“优秀组织奖”。", [("优秀组织奖", "provincial", None, "awarded")]),
    ("经市总工会评选,张敏获“十佳话务员”称号。", [("十佳话务员", "municipal", None, "awarded")]),
    ("他先后被评为矿劳动模范。", [("矿劳动模范", "corporate", None, "awarded")]),
    ("荣获“2016年度中国银行业百佳示范单位”。", [("中国银行业百佳示范单位", "industry", None, "awarded")]),
    ("四标段获市政优秀工程奖。", [("市政优秀工程奖", None, None, "awarded")]),
    (
        "公司获得的主要荣誉有:2005年,全国质量奖;2007年,亚洲最佳客户中心。",
        [("全国质量奖", "national", None, "awarded"), ("亚洲最佳客户中心", "international", None, "awarded")],
    ),
    (
        "荣获《远行》雜誌「最佳雇主獎」及《新潮週刊》「服務大獎」。",
        [
            ("最佳雇主奖", None, None, "awarded"),
            ("服务大奖", None, None, "awarded"),
        ],
    ),
    (
        "工程荣获中国建设工程鲁班奖(国家优质工程),实现了公司鲁班奖零的突破。",
        [
            ("中国建设工程鲁班奖", "national", None, "awarded"),
        ],
    ),
    ("会上宣读了《关于表彰2018年度优秀员工的决定》。", []),
    (
        "决定命名“王梅创新工作室”等8个工作室为省级劳模和工匠人才创新工作室。",
        [
            ("省级劳模和工匠人才创新工作室", "provincial", 8, "awarded"),
        ],
    ),
    (
        "决定授予江城检修段等18个先进集体火车头奖杯,授予马东等20名先进个人火车头奖章。",
        [("火车头奖杯", "industry", 18, "awarded"), ("火车头奖章", "industry", 20, "awarded")],
    ),
    (
        "在全省国资系统“两优一先”表彰大会上,支部获“先进基层党组织”。",
        [("先进基层党组织", "provincial", None, "awarded")],
    ),
    ("对获得省级文明单位称号的奖励5万元。", [("省级文明单位", "provincial", None, "requirement")]),
    ("4项成果分获省优秀质量管理小组一、二等奖。", [("省优秀质量管理小组一、二等奖", "provincial", 4, "awarded")]),
    ("荣获“十二五”全国石油和化工行业节能先进单位。", [("全国石油和化工行业节能先进单位", "national", None, "awarded")]),
    (
        "他先后获评首钢劳动模范、北京市级创新工作室。",
        [("首钢劳动模范", "corporate", None, "awarded"), ("北京市级创新工作室", "provincial", None, "awarded")],
    ),
    ("通过了GB/T24001环境管理体系的认证。", [("GB/T24001环境管理体系", None, None, "awarded")]),
    ("评定一等奖3名、二等奖5名。", [("一等奖", None, 3, "awarded"), ("二等奖", None, 5, "awarded")]),
    ("喜获国家发明专利。", []),
    (
        "涌现出全国铁路先进工作者1名、火车头奖章获得者8名。",
        [("全国铁路先进工作者", "national", 1, "awarded"), ("火车头奖章", "industry", 8, "awarded")],
    ),
    (
        "公司对10个“质量信得过班组”和20名“质量标兵”进行了通报表彰。",
        [("质量信得过班组", None, 10, "awarded"), ("质量标兵", None, 20, "awarded")],
    ),
    ("被授予“安全生产”达标单位称号。", [("“安全生产”达标单位", None, None, "awarded")]),
    ("获得十五个全国先进班组称号。", [("全国先进班组", "national", 15, "awarded")]),
    ("被评为中央和国家机关文明单位。", [("中央和国家机关文明单位", "national", None, "awarded")]),
    ("2项QC成果获全省优秀成果一等奖。", [("全省优秀成果一等奖", "provincial", 2, "awarded")]),
    ("拥有“中华老字号”1个。", [("中华老字号", "national", 1, "awarded")]),
    ("服务队获评第一批全国文明单位。", [("全国文明单位", "national", None, "awarded")]),
    (
        "他是中华技能大奖获得者、全国技术能手。",
        [("中华技能大奖", "national", None, "awarded"), ("全国技术能手", "national", None, "awarded")],
    ),
    ("会上通报了竞赛情况,并对先进单位进行表彰。", []),
    (
        "推荐的成果取得12项示范级(一等奖),8项专业级(二等奖)。",
        [("示范级(一等奖)", None, 12, "awarded"), ("专业级(二等奖)", None, 8, "awarded")],
    ),
    ("授予她全国劳动模范荣誉称号。", [("全国劳动模范", "national", None, "awarded")]),
    ("被授予先进班组荣誉称号,成立青石路段创新工作室。", [("先进班组", None, None, "awarded")]),
    ("公司被评为全国人民满意的公务员集体。", [("全国人民满意的公务员集体", "national", None, "awarded")]),
    (
        "共获各类荣誉30项,主要有:全国青年文明号、省级平安单位。",
        [("全国青年文明号", "national", None, "awarded"), ("省级平安单位", "provincial", None, "awarded")],
    ),
    (
        "先后获省级荣誉9项,主要有:全国青年文明号、市“三八”红旗集体（3次）、省支持铁路建设先进单位（连续五年）等。",
        [
            ("全国青年文明号", "national", None, "awarded"),
            ("市“三八”红旗集体", "municipal", 3, "awarded"),
            ("省支持铁路建设先进单位", "provincial", None, "awarded"),
        ],
    ),
    ("事后车务段给他记大功一次。", [("大功", None, 1, "awarded")]),
    ("对6个先进分会进行表彰。", [("先进分会", None, 6, "awarded")]),
    ("公司冲刺全国文明单位,年内还将把“三亮”推广到各站。", [("全国文明单位", "national", None, "target")]),
    ("推荐参加省公司“金点子”评选。", [("金点子", "corporate", None, "nominated")]),
    (
        "站上通过ISO 45001职业健康及安全管理体系认证。",
        [("ISO 45001职业健康及安全管理体系认证", "international", None, "awarded")],
    ),
    ("公司成立了以他名字命名的陈工创新工作室。", []),
    ("评选红旗班组2个、青云服务之星9名。", [("红旗班组", None, 2, "awarded"), ("青云服务之星", None, 9, "awarded")]),
    ("竞赛设单项优胜奖6个,颁发证书。", [("单项优胜奖", None, 6, "requirement")]),
    ("班组设立“党员先锋岗”,建设省级文明窗口。", []),
    ("推荐陈刚为省劳动模范。", [("省劳动模范", "provincial", None, "nominated")]),
    ("择优推荐申报全国青年文明号。", [("全国青年文明号", "national", None, "nominated")]),
    ("申报的“云上供水”案例已经上线。", []),
    ("老站长得过省五一劳动奖章。", [("省五一劳动奖章", "provincial", None, "awarded")]),
    ("食堂是卫生信得过单位评比的参加者。", []),
    (
        "西山所等4个先进集体、孙强等12名先进个人受到表彰。",
        [("先进集体", None, 4, "awarded"), ("先进个人", None, 12, "awarded")],
    ),
    (
        "7个班组和30名员工分别被授予“红旗班组”和“岗位能手”称号。",
        [("红旗班组", None, 7, "awarded"), ("岗位能手", None, 30, "awarded")],
    ),
    ("实现以下目标:投诉下降10%;创成省级青年文明号2个。", [("省级青年文明号", "provincial", 2, "target")]),
    ("全站向着“全国工人先锋号”目标迈进。", [("全国工人先锋号", "national", None, "target")]),
    (
        "墙上挂满奖牌:全国青年文明号、省级卫生先进单位。",
        [("全国青年文明号", "national", None, "awarded"), ("省级卫生先进单位", "provincial", None, "awarded")],
    ),
    ("机关二支部被市委命名为“五星级党支部”。", [("五星级党支部", "municipal", None, "awarded")]),
    ("捧回市政府颁发的“诚信单位”奖牌。", [("诚信单位", "municipal", None, "awarded")]),
    (
        "评选“创意奖”“协作奖”各3名。",
        [("创意奖", None, 3, "awarded"), ("协作奖", None, 3, "awarded")],
    ),
]


def test_who_gives_an_honor_on_a_line_of_its_own_is_none() -> None:
    document, segmentation = read("供水年报\n\n一、荣誉\n\n江西省文明单位（2021年）  江西省人民政府\n")
    found = find_honors(document, segmentation, Profile(), (), LEXICON)
    assert [honor.name for honor in found] == ["江西省文明单位"]


def test_years_in_a_row_may_stand_behind_a_dash() -> None:
    assert [h.years for h in honors("公司荣获全国文明单位称号——连续6年。")] == [6]
    assert [h.years for h in honors("公司荣获全国文明单位（连续六年）、省先进单位。")] == [6, None]


def test_a_grade_gives_no_honor() -> None:
    found = honors("共获国家级荣誉5项、省级荣誉23项，主要有：全国文明单位、省五一劳动奖状。")
    assert [h.body for h in found] == [None, None]


@pytest.mark.parametrize(("text", "expected"), WHOLE, ids=range(len(WHOLE)))
def test_honors_are_read_with_all_that_is_said_of_them(text: str, expected: list[tuple[object, ...]]) -> None:
    assert [(h.name, h.level, h.count, h.status) for h in honors(text)] == expected
