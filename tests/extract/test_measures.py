"""Measures: names, parts, categories, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.reading import measures, read

NAMES = [
    # text                                                          names expected, in order
    ("供电所推行首问负责制和限时办结制。", ["首问负责制", "限时办结制"]),
    ("水务集团开展了“清泉润民”志愿服务活动。", ["“清泉润民”志愿服务活动"]),
    ("医院推出“一站式”结算、“床旁护理”等服务新举措。", ["“一站式”结算", "床旁护理"]),
    ("支行实施“普惠下乡”工程,建立客户回访机制。", ["“普惠下乡”工程", "客户回访机制"]),
    ("段里坚持落实“两票三制”。", ["两票三制"]),
    ("邮政局设立爱心驿站,聘请社会监督员。", ["爱心驿站", "社会监督员"]),
    ("我们打响“管网大会战”。", ["管网大会战"]),
    ("组织开展了车厢卫生专项整治。", ["车厢卫生专项整治"]),
    ("本集團推出「綠色出行」計劃。", ["「绿色出行」计划"]),
    ("工会举办“中国梦·劳动美”职工文艺汇演。", ["“中国梦·劳动美”职工文艺汇演"]),
    ("通过比安全、比质量、比进度等主题活动提升士气。", ["比安全、比质量、比进度等主题活动"]),
    ("上线MSS(管理支撑系统)。", ["MSS(管理支撑系统)"]),
    ("每季度举办一次「店长接待日」。", ["店长接待日"]),
    ("要开展“我为乘客办实事”活动。", ["“我为乘客办实事”活动"]),
    ("建立多学科会诊（MDT）制度。", ["多学科会诊（MDT）制度"]),
    ("公司获评“五星职工之家”,推荐参评全国模范职工之家。", []),
    ("力争通过“国家卒中中心”复评。", []),
    ("建成“职工书屋”5个、“同心小屋”3间。", ["职工书屋", "同心小屋"]),
    ("以“旺季百日赛”“投递提升赛”为抓手组织活动。", ["旺季百日赛", "投递提升赛"]),
    ("贯彻《关于开展“用户为先”服务活动的通知》精神。", ["“用户为先”服务活动"]),
    ("落实《供热服务满意度测评办法》。", []),
    ("要加强管理,建立健全各项制度。", []),
    ("积极开展经营活动,完善工作机制。", []),
    ("老人高兴地说:“谢谢你们的服务”。", []),
    ("以“人民电业为人民”为宗旨。", ["人民电业为人民"]),
    ("贯彻“三个代表”重要思想。", []),
    ("公司荣获“优质服务”先进单位称号。", []),
    ("团队“精神饱满”地投入工作。", []),
    ("成立了水务青年突击队和便民服务站。", ["水务青年突击队", "便民服务站"]),
    ("全年组织完成36次管网巡检活动。", ["管网巡检活动"]),
    ("举办8场安全微讲堂。", ["安全微讲堂"]),
    ("聘请12名市民作为我们社会监督员。", ["社会监督员"]),
    ("利用“云山联通”及“云山联通工会”微信公众号发布公告。", ["“云山联通工会”微信公众号"]),
    ("通过开展多种形式的宣传活动服务用户。", []),
]

PARTS = [
    ("通过开展岗位互换、轮流值守等活动提高技能。", "岗位互换、轮流值守等活动", ("岗位互换", "轮流值守")),
    (
        "做到“五个一样”(大户小户一样;生人熟人一样;忙时闲时一样;阴天晴天一样;检查与否一样)。",
        "五个一样",
        ("大户小户一样", "生人熟人一样", "忙时闲时一样", "阴天晴天一样", "检查与否一样"),
    ),
    ("树立了“三种意识”,即责任意识、服务意识、创新意识。", "三种意识", ("责任意识", "服务意识", "创新意识")),
    (
        "总结出四项法宝:一是勤走访;二是快响应;三是严考核;四是真兑现。",
        "四项法宝",
        ("勤走访", "快响应", "严考核", "真兑现"),
    ),
    ("实现安全、质量、效益的“三大提升”。", "三大提升", ("安全", "质量", "效益")),
    (
        "开展“用行动践行承诺,用真诚打动客户,用服务赢得市场”活动。",
        "“用行动践行承诺,用真诚打动客户,用服务赢得市场”活动",
        ("用行动践行承诺", "用真诚打动客户", "用服务赢得市场"),
    ),
    (
        "围绕“强基础、优服务、保安全”三条主线开展工作。",
        "“强基础、优服务、保安全”三条主线",
        ("强基础", "优服务", "保安全"),
    ),
    ("集团建成客服、调度、结算三大共享中心。", "三大共享中心", ("客服", "调度", "结算")),
    (
        "开展“三亮三比”(亮身份、亮承诺、亮标准、比技能、比作风、比业绩)。",
        "三亮三比",
        ("亮身份", "亮承诺", "亮标准", "比技能", "比作风", "比业绩"),
    ),
    ("改善“三小”设施(小食堂、小浴室、小书屋)。", "“三小”设施", ("小食堂", "小浴室", "小书屋")),
    ("推进电力“双优”(优质量、优价格)工程。", "双优", ("优质量", "优价格")),
    ("开展了与工人同吃饭、同参与、同过节的“三同”管理。", "“三同”管理", ("工人同吃饭", "同参与", "同过节")),
    ("做到“接单快、到场快、修复快”。", "接单快、到场快、修复快", ("接单快", "到场快", "修复快")),
    ("执行“三有”标准:\n有人员值守\n有明显标识\n有应急物资\n", "“三有”标准", ("有人员值守", "有明显标识", "有应急物资")),
]

CATEGORIES = [
    ("严格执行首问负责制。", "service"),
    ("开展“三会一课”。", "party"),
    ("组织明察暗访。", "supervision"),
    ("签订廉洁承诺书。", "integrity"),
    ("组建青年志愿服务队。", "volunteer"),
    ("开展业务技能竞赛。", "training"),
    ("实行末位淘汰制。", "incentive"),
    ("开展反违章专项行动。", "safety"),
    ("上线智慧医疗。", "digital"),
    ("开展定点扶贫。", "csr"),
    ("推进农网改造。", "network"),
    ("推行精准营销。", "marketing"),
    ("举办道德讲堂。", "culture"),
    ("“一滴水、一片心”是我们传承的精神。", "culture"),
    ("创建“三色先锋”党建品牌。", "party"),
    ("制定外部凭证签核流程。", "digital"),
    ("推行全面预算管理。", "management"),
]


@pytest.mark.parametrize(("text", "names"), NAMES, ids=range(len(NAMES)))
def test_practices_with_a_name_are_measures(text: str, names: list[str]) -> None:
    assert [measure.name for measure in measures(text)] == names


@pytest.mark.parametrize(("text", "name", "parts"), PARTS, ids=range(len(PARTS)))
def test_a_measure_that_counts_its_parts_has_them(text: str, name: str, parts: tuple[str, ...]) -> None:
    assert (name, parts) in [(measure.name, measure.items) for measure in measures(text)]


@pytest.mark.parametrize(("text", "category"), CATEGORIES, ids=[row[1] for row in CATEGORIES])
def test_a_measure_has_its_category(text: str, category: str) -> None:
    assert [measure.category for measure in measures(text)] == [category]


def test_what_follows_in_the_paragraph_says_what_a_measure_is_for() -> None:
    [measure] = measures("2.实施“灯塔”工程。为独居老人和残疾家庭上门送药,资助困难学生。")
    assert measure.category == "csr"


def test_a_measure_is_named_once() -> None:
    found = measures("推行首问负责制。首问负责制深入人心。“首问负责制”受到欢迎。")
    assert [measure.name for measure in found] == ["首问负责制"]


def test_a_number_without_its_parts_is_no_measure() -> None:
    assert measures("全年完成三项任务,新增五个网点。") == ()


PRACTISED = st.text(
    alphabet="开展推行实施建立“”「」()（）三五个一样活动机制制度工程计划服务首问负责制、,;:。\n是二四等的和A",
    max_size=120,
)


@settings(max_examples=150, deadline=None)
@given(text=st.one_of(PRACTISED, st.text(max_size=60)))
def test_every_name_stands_where_its_mention_says(text: str) -> None:
    clean = "".join(c for c in text if c != "\x00" and not "\ud800" <= c <= "\udfff")
    document, segmentation = read(clean)
    for measure in measures(clean):
        assert measure.mention.span.of(document.text) == measure.name
        assert segmentation.sentences[measure.mention.sentence].span.contains(measure.mention.span)


LATER = [
    # what is counted, and the parts that later sentences of the paragraph spell out
    (
        "公司推行“三个到位”工作法。一是检查到位,班班有记录。二是整改到位,件件有回音。三是考核到位,月月有通报。",
        ("检查到位", "整改到位", "考核到位"),
    ),
    (
        "营业厅落实“四个一样”。即:大户小户一样、生人熟人一样、忙时闲时一样、检查不检查一样。",
        ("大户小户一样", "生人熟人一样", "忙时闲时一样", "检查不检查一样"),
    ),
    ("公司推行“三个到位”工作法。一是检查到位。二是整改到位。", ()),
    ("公司推行“三个到位”工作法。\n一是检查到位。二是整改到位。三是考核到位。", ()),
]


@pytest.mark.parametrize(("text", "items"), LATER)
def test_parts_in_later_sentences(text: str, items: tuple[str, ...]) -> None:
    assert measures(text)[0].items == items


FORMS = [
    # a head noun that quoted names share, or one behind a bracket or 等
    ("工会举办“趣味拔河”、“员工才艺秀”活动。", ["趣味拔河", "“员工才艺秀”活动"]),
    ("大力开展车间安全问答、车间“手牵手”等活动。", ["车间安全问答", "车间“手牵手”"]),
    ("全力推进供水“双零”(零投诉、零差错)工程。", ["双零"]),
    ("形成了以“甲榜”、“乙榜”为主题的大讨论活动。", ["“甲榜”、“乙榜”为主题的大讨论活动"]),
    # what is counted is a thing with a name; so is what ends like one
    ("“安心药箱”配到38个村,“便民服务车”开进山里。", ["安心药箱", "便民服务车"]),
    # what a firm lives by
    ("“一滴水、一份情”是他们奉行的宗旨。", ["一滴水、一份情"]),
    ("将“缴费像聊天一样轻松”作为经营方略。", ["缴费像聊天一样轻松"]),
    ("“净利达2个亿”的目标", []),
    ("努力创造“净、齐、静、暖”的候车环境。", ["净、齐、静、暖"]),
    ("从“坐等上门”的被动服务转变。", []),
    # founded, launched, brought somewhere
    ("该局组建水质抢险专家小组。", ["水质抢险专家小组"]),
    ("建成了全市最大规模的自动巡检管网平台,", ["自动巡检管网平台"]),
    ("自行开发的碳账户平台,", ["碳账户平台"]),
    ("成立由局长任组长的活动领导小组。", []),
    ("支行率先推出大棚联贷业务。", ["大棚联贷业务"]),
    ("医院实行站立式迎宾服务。", ["站立式迎宾服务"]),
    ("全站实行了票价公示化,", ["票价公示化"]),
    ("公司推行片区客户经理制。", ["片区客户经理制"]),
    ("医院促进用药知识进社区,", ["用药知识进社区"]),
    ("志愿者走进社区,员工进社区。", []),
    # several of one kind behind one verb
    ("制定入户服务规范、收费服务规范,", ["入户服务规范", "收费服务规范"]),
    ("实施“三比”行动和班组强基提升行动,", ["“三比”行动", "班组强基提升行动"]),
    ("开展了四声服务。", ["四声服务"]),
    ("建立班组例会制度。", ["班组例会制度"]),
    ("今年的窗口服务月从三月开始。", ["窗口服务月"]),
    # less sure: quoted phrases that are made like slogans, long names without a verb
    ("乘客更喜欢集刷码与刷脸于一身的“畅行方案2.0”。", ["畅行方案2.0"]),
    ("持续倡议「同站、同网、同维护」。", ["同站、同网、同维护"]),
    ("从“等客上门”到“走村入户”的转变。", []),
    ("期末“应收账款”较上年下降,“锦绣花园三期”房地产项目完工。", []),
    ("荣获“绿色低碳企业”“诚信经营标杆”等荣誉称号。", []),
    ("其高效的跨区联动抢修模式为同行借鉴。", ["跨区联动抢修模式"]),
    ("转变经营活动,公司经营模式不变。", []),
    # names begin and end with words, behind verbs
    ("还摸索出了“惠渔贷款”和“惠牧贷款”的放款新模式。", ["惠渔贷款", "惠牧贷款"]),
    ("健全成本控制机制。", ["成本控制机制"]),
    ("要充分发挥行风评议监督员作用。", ["行风评议监督员"]),
    ("以各类岗位建功活动为载体,", ["岗位建功活动"]),
    ("观看安全警示教育片,入户安检率达到九成。", []),
    # parts of titles and honors
    ("落实《供热服务规范》,签署《廉洁承诺书》。", ["廉洁承诺书"]),
    ("荣获“全市平安单位”“市级家风教育示范点”等称号,是全国模范职工之家。", []),
    ("活动结束后评选“暖心班组”20家。", []),
    ("学习贯彻“二十大”精神。", []),
    ("该社今年试行“惠农信用户贷款”、“大棚贷款”。", ["惠农信用户贷款", "大棚贷款"]),
    ("供水公司开展智能抄表试点。", ["智能抄表试点"]),
    ("以质量提升年活动为契机,查找短板。", ["质量提升年活动"]),
    ("企业精神:求实创新 服务万家", ["求实创新 服务万家"]),
    ("围绕“安全、效率、温情、绿色”四大服务特色,开展工作。", ["四大服务特色"]),
    ("公司支持“三农”和新农村建设。", []),
    # listed names with the nouns around them
    ("港务处举办了青工技能竞赛,抓好泵房班组建设竞赛活动。", ["青工技能竞赛", "泵房班组建设竞赛活动"]),
    ("组织200名职工看望老人送清凉、送温暖活动。", ["送清凉、送温暖活动"]),
    # lists of names, and what is but one
    (
        "陆续开展送健康课下车间、“巧手绣春”职工作品展、节水知识抢答赛等活动。",
        ["送健康课下车间", "“巧手绣春”职工作品展", "节水知识抢答赛"],
    ),
    ("组织包饺子、猜灯谜、拔河赛等活动。", ["包饺子、猜灯谜、拔河赛等活动"]),
    ("组织包饺子、签署《节水倡议书》等活动。", []),
    # sums, slogans that the next quote counts, occasions, names behind a blank or the subject of their clause
    ("推广“仓库+驿站”,完善“公交+快递”的城乡三级寄递网点体系。", ["仓库+驿站", "“公交+快递”的城乡三级寄递网点体系"]),
    ("“查得细、改得快、盯得牢”“三得”目标深入人心。", ["三得"]),
    ("以“双提升”为契机拓展市场。", ["双提升"]),
    ("“降低泵站能耗”“缩短抢修时间”获市级成果三等奖。", []),
    ("设立 “青年创业基地”,“小桔灯服务台”全天值守。", ["青年创业基地", "小桔灯服务台"]),
    ("推进老旧线路改造,深化餐饮油烟治理。", ["老旧线路改造", "餐饮油烟治理"]),
    ("实现“十一五”开门红。", []),
    ("报表中“未分配利润”项目增加,公司开发的“锦绣花园三期”项目完工。", []),
]


@pytest.mark.parametrize(("text", "names"), FORMS)
def test_forms_of_measures(text: str, names: list[str]) -> None:
    assert [measure.name for measure in measures(text)] == names


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("供水公司开展“微笑服务之星”评选。", "incentive"),
        ("公司开展“微笑服务”活动。", "service"),
        ("开展“送温暖”直播助农活动。", "csr"),
        ("开展消防班组建设。", "safety"),
        ("深化“三强”行动。", "management"),
    ],
)
def test_what_follows_a_listed_name_may_be_for_something_else(text: str, category: str) -> None:
    assert [measure.category for measure in measures(text)] == [category]


def test_systems_in_a_list_are_each_one() -> None:
    found = measures("推行领导带班、首问负责、限时办结等制度,坚持安全第一、服务为本等。")
    assert [measure.name for measure in found] == ["领导带班", "首问负责", "限时办结"]
