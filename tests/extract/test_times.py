"""Dates, periods, durations and frequencies, resolved in the text's own order."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpusdoc import analyze
from corpusdoc.extract.dates import edtf, first_day, last_day
from corpusdoc.extract.times import find_times
from corpusdoc.model import Profile, TimeExpression
from tests.extract.reading import LEXICON, read


def times(text: str, date: str | None = None) -> list[tuple[str, str, str | None]]:
    """Quote, type and EDTF of each time in a text."""
    document, segmentation = read(text)
    found = find_times(document, segmentation, Profile(date=date), LEXICON)
    return [(each.mention.span.of(document.text), each.type, each.edtf) for each in found]


# The document's date is 15 September 2022.
ALONE = [
    # text                                        quote               type        edtf
    ("2021年3月完成验收。", "2021年3月", "date", "2021-03"),
    ("2021年12月10日上午召开大会。", "2021年12月10日上午", "date", "2021-12-10"),
    ("二零二一年十月十五日成立。", "二零二一年十月十五日", "date", "2021-10-15"),
    ("二〇二一年度实现盈利。", "二〇二一年度", "date", "2021"),
    ("二0二一年实现盈利。", "二0二一年", "date", "2021"),
    ("二OO八年三月投产。", "二OO八年三月", "date", "2008-03"),
    ("民国111年创立。", "民国111年", "date", "2022"),
    ("98年10月投产。", "98年10月", "date", "1998-10"),
    ("2.2021年11月26日签约。", "2021年11月26日", "date", "2021-11-26"),
    ("98年,公司成立。", "98年", "date", "1998"),
    ("到89年已有三座电站。", "89年", "date", "1989"),
    ("公司走过98年历史。", "98年", "duration", "P98Y"),
    ("九十年代以来,公司发展很快。", "九十年代以来", "period", "1990/.."),
    ("光绪三十年设立电报局。", "光绪三十年", "date", "1904"),
    ("宣统元年改名。", "宣统元年", "date", "1909"),
    ("历时三年零两个月建成。", "历时三年零两个月", "duration", "P3Y2M"),
    ("自2006年引入管道气至今未停供。", "2006年", "period", "2006/.."),
    ("2021.05.01起施行。", "2021.05.01起", "period", "2021-05-01/.."),
    ("编制于2021-05-01。", "2021-05-01", "date", "2021-05-01"),
    ("更新于2021/5/1 08:30。", "2021/5/1 08:30", "date", "2021-05-01"),
    ("2021年初启动改造。", "2021年初", "date", "2021-01"),
    ("2021年年底竣工。", "2021年年底", "date", "2021-12"),
    ("2017年初步建成网络。", "2017年", "date", "2017"),
    ("2021年10月上旬试运行。", "2021年10月上旬", "period", "2021-10-01/2021-10-10"),
    ("应于2022年10月31日前报送。", "2022年10月31日前", "date", "2022-10-31"),
    ("2018-2021年连获表彰。", "2018-2021年", "period", "2018/2021"),
    ("2018年至2021年连获表彰。", "2018年至2021年", "period", "2018/2021"),
    ("2022/23年度中期报告。", "2022/23年度", "period", "2022/2023"),
    ("2021年8月至12月开展整治。", "2021年8月至12月", "period", "2021-08/2021-12"),
    ("2021年11月—2022年2月开展整治。", "2021年11月—2022年2月", "period", "2021-11/2022-02"),
    ("2021年1-11月完成投资。", "2021年1-11月", "period", "2021-01/2021-11"),
    ("2021年上半年扭亏。", "2021年上半年", "period", "2021-01/2021-06"),
    ("2021年前三季度扭亏。", "2021年前三季度", "period", "2021-01/2021-09"),
    ("2019年以来持续减亏。", "2019年以来", "period", "2019/.."),
    ("自2019年供水管网改造工程实施以来,漏损下降。", "2019年", "period", "2019/.."),
    ("截至2021年12月31日止年度业绩。", "2021年12月31日止年度", "period", "2021"),
    ("截至2021年6月30日止六个月业绩。", "2021年6月30日止六个月", "period", "2021-01/2021-06"),
    ("截至2021年6月30日止。", "2021年6月30日止", "date", "2021-06-30"),
    ("“十三五”期间完成技改。", "“十三五”期间", "period", "2016/2020"),
    ("“十三五”工作总结。", "“十三五”", "period", "2016/2020"),
    ("“十四五”末全面建成。", "“十四五”末", "period", "2025"),
    ("2021年2月下旬开工。", "2021年2月下旬", "period", "2021-02-21/2021-02-28"),
    ("2021年4月上旬至5月中旬试点。", "2021年4月上旬至5月中旬", "period", "2021-04-01/2021-05-20"),
    ("2021年4月起至2022年3月试点。", "2021年4月起至2022年3月", "period", "2021-04/2022-03"),
    ("2021年8月10-12日举办培训。", "2021年8月10-12日", "period", "2021-08-10/2021-08-12"),
    ("2021年8月10日至十五日宣传。", "2021年8月10日至十五日", "period", "2021-08-10/2021-08-15"),
    ("2021年前11个月盈利。", "2021年前11个月", "period", "2021-01/2021-11"),
    ("前五个月盈利。", "前五个月", "period", "2022-01/2022-05"),
    ("2019.05-2020.06开展整治。", "2019.05-2020.06", "period", "2019-05/2020-06"),
    ("07年组建小组。", "07年", "date", "2007"),
    ("零七年八月组建。", "零七年八月", "date", "2007-08"),
    ("九七年投产。", "九七年", "date", "1997"),
    ("2021年伊始启动。", "2021年伊始", "date", "2021-01"),
    ("年内建成投产。", "年内", "relative", "2022"),
    ("第三季盈利。", "第三季", "period", "2022-07/2022-09"),
    ("2021年国庆当日客流创新高。", "2021年国庆当日", "date", "2021-10-01"),
    ("20世纪90年代建厂。", "20世纪90年代", "period", "1990/1999"),
    ("今年投产。", "今年", "relative", "2022"),
    ("去年底投产。", "去年底", "relative", "2021-12"),
    ("今年上半年投产。", "今年上半年", "relative", "2022-01/2022-06"),
    ("今年以来业绩向好。", "今年以来", "relative", "2022/.."),
    ("明年投产。", "明年", "relative", "2023"),
    ("近三年获奖多次。", "近三年", "relative", "2020/2022"),
    ("五年来面貌一新。", "五年来", "relative", "2018/2022"),
    ("一季度盈利。", "一季度", "period", "2022-01/2022-03"),
    ("6月底前完成。", "6月底前", "date", "2022-06"),
    ("8月10日公布。", "8月10日", "date", "2022-08-10"),
    ("3月1日至15日公示。", "3月1日至15日", "period", "2022-03-01/2022-03-15"),
    # A year named twice.
    ("本处今(111)年7月2日召开座谈会。", "今(111)年7月2日", "date", "2022-07-02"),
    ("公司于110(2021)年3月取得证书。", "110(2021)年3月", "date", "2021-03"),
    ("去(110)年度抄表十万户。", "去(110)年度", "date", "2021"),
    ("昨(14)日宣布消息。", "昨(14)日", "date", "2022-09-14"),
    ("112學年度參訪學生大增。", "112学年度", "period", "2023/2024"),
    ("元月至九月完成进尺。", "元月至九月", "period", "2022-01/2022-09"),
    ("2018~2020三年减排显著。", "2018~2020", "period", "2018/2020"),
    ("2016年来建成充电站。", "2016年来", "period", "2016/.."),
    ("从2005年到现在未发生事故。", "2005年到现在", "period", "2005/.."),
    ("1986年7月参加工作以来爱岗敬业。", "1986年7月", "period", "1986-07/.."),
    ("2019年创建厂以来最好水平。", "2019年", "date", "2019"),
    ("2021.1-2021.9累计发电。", "2021.1-2021.9", "period", "2021-01/2021-09"),
    ("“十二五”时期前四年投资大增。", "“十二五”时期前四年", "period", "2011/2014"),
    ("自98年开办储蓄业务。", "98年", "date", "1998"),
    ("到任两年多来走遍站所。", "两年多来", "duration", "P2Y"),
    ("截至2023年6月30日止半年度业绩。", "2023年6月30日止半年度", "period", "2023-01/2023-06"),
    ("三年行动计划(2021-2023年)实施以来成效显著。", "2021-2023年", "period", "2021/2023"),
    ("航站楼于2016年12月15日零时起启用。", "2016年12月15日零时起", "period", "2016-12-15/.."),
    # As pages in English give them.
    ("Dec 12, 2020 发布。", "Dec 12, 2020", "date", "2020-12-12"),
    ("Posted on 5 March 2021", "5 March 2021", "date", "2021-03-05"),
    ("12月号内容 2020 Dec", "2020 Dec", "date", "2020-12"),
    ("14.04.2015  12:07", "14.04.2015", "date", "2015-04-14"),
    # Days in a row, and one that has no 日.
    ("二〇一五年三月二十", "二〇一五年三月二十", "date", "2015-03-20"),
    ("2018年3月12、13日召开会议。", "2018年3月12、13日", "period", "2018-03-12/2018-03-13"),
    ("2021年10、11、12月份无跳闸。", "2021年10、11、12月份", "period", "2021-10/2021-12"),
    ("2010、2011、2012年获评优秀。", "2010、2011、2012年", "period", "2010/2012"),
    ("截至2021年一季度末安全运行三千日。", "2021年一季度末", "date", "2021-03"),
    ("公司自2016年推行“阳光采购”起,节约资金一亿元。", "2016年", "period", "2016/.."),
    ("从2009年第一座加气站投运开始,规模逐步扩大。", "2009年", "period", "2009/.."),
    ("自上世纪九十年代引进机床起,培养技师众多。", "上世纪九十年代", "period", "1990/.."),
    ("全市已于2021年5月1日开始了整转。", "2021年5月1日", "date", "2021-05-01"),
    ("“十三五”前三年投资大增。", "“十三五”前三年", "period", "2016/2018"),
    ("“十三五”后两年投资大增。", "“十三五”后两年", "period", "2019/2020"),
    ("在2002—2003采暖期更换阀门。", "2002—2003采暖期", "period", "2002/2003"),
    ("记者12日从公司获悉好消息。", "12日", "date", "2022-09-12"),
    ("会议20日在省城召开。", "20日", "date", "2022-08-20"),
    ("今(15)日举行典礼。", "今(15)日", "date", "2022-09-15"),
    ("建队四十八年来传承作风。", "四十八年来", "duration", "P48Y"),
    ("施工队连续鏖战3天3夜。", "3天3夜", "duration", "P3D"),
    ("30年间不断壮大。", "30年间", "duration", "P30Y"),
    ("连续七年获奖。", "连续七年", "duration", "P7Y"),
    ("历时45天完成抢修。", "历时45天", "duration", "P45D"),
    ("每月一次巡检。", "每月一次", "set", "R/P1M"),
    ("每两年轮岗。", "每两年", "set", "R/P2Y"),
    ("每季度通报。", "每季度", "set", "R/P3M"),
]

NO_TIME = [
    # the first character ends another word, or 年 begins one
    "不同年龄段职工各有所长。",
    "如今年轻干部挑大梁。",
    "目前年产3万吨。",
    "应该年内完成。",
    "过去年均增长3%。",
    "成本年均下降。",
    "日本年产量居前。",
    "以前年度损益调整。",
    "税前年薪8万元。",
    "说明年度目标。",
    "他们相当年轻。",
    "此次年会召开。",
    "线上年会召开。",
    "近年来成绩显著。",
    "目前进展顺利,如今面貌一新。",
    "首先做好第一年级工作。",
    "电话0755-83123456。",
    "国发〔2020〕27号文件。",
    "百年品牌。",
    "他十年如一日。",
    "编号20210。",
    "价格为2.5元。",
    "速度达2021个。",
    "每人每天补贴30元。",
    "这是关键的一年。",
    "日子一年比一年好。",
    "又是一年丰收季。",
    "圆满完成年初确定的目标。",
    "全年目标任务如期完成,热线全年无休。",
    "工期从15日缩短到10日。",
]

IN_ORDER = [
    # text, document's date, the EDTFs in order
    ("2020年3月开工,4月封顶,8月投产。", None, ["2020-03", "2020-04", "2020-08"]),
    (
        "2020年成立。\n同年4月营业。\n2021年3月22日迁址。\n4月16日复业。",
        None,
        ["2020", "2020-04", "2021-03-22", "2021-04-16"],
    ),
    ("2020年立项,次年开工。", None, ["2020", "2021"]),
    # In January one still reports on the year that has ended.
    ("2021年销售12万吨,比去年增长8%。", "2022-01-05", ["2021", "2020"]),
    ("2021年销售12万吨,比去年增长8%。", "2022-09-05", ["2021", "2021"]),
    ("2021年销售12万吨。今年1月销售1万吨,比去年增长8%。", "2022-02-05", ["2021", "2022-01", "2021"]),
    # The same part of the year before.
    ("今年上半年增收,较去年同期提高。", "2022-07", ["2022-01/2022-06", "2021-01/2021-06"]),
    ("第三季度流量是2021年同期的两倍,9月达到峰值。", "2022-11", ["2022-07/2022-09", "2021-07/2021-09", "2022-09"]),
    (
        "2021年工作总结\n\n一、工作回顾\n\n6月投产。\n\n二、2022年打算\n\n9月底前完工。",
        None,
        ["2021", "2021-06", "2022", "2022-09"],
    ),
    # A deadline lies ahead of the day of writing.
    ("去年申诉下降。\n自4月1日起实行新规,年底前完成。", "2022-03", ["2021", "2022-04-01/..", "2022-12"]),
    ("2023年6月5日开幕,12日闭幕。", None, ["2023-06-05", "2023-06-12"]),
    ("自2019年推行以来,6月5日再次开会。", "2022-07", ["2019/..", "2022-06-05"]),
    ("根据《2018年工作方案》,3月开展检查。", "2022-07", ["2018", "2022-03"]),
    ("4月开工。", None, [None]),
    ("今年开工。", None, [None]),
    # Posted years after what it tells: 今年 is not the year of posting.
    ("2005年完成改制,2006年上市,今年又创佳绩。", "2022-10-10", ["2005", "2006", None]),
    ("2021年2月30日是笔误。", None, [None]),
    # A year that is none of the calendar's is the report's own.
    (
        "截至2022年3月31日止年度业绩\n年内新开门店32间,上年度新开20间。",
        None,
        ["2021-04/2022-03"] * 2 + ["2020-04/2021-03"],
    ),
    (
        "截至2023年6月30日止六个月业绩\n期内收入32亿元,去年同期为28亿元。",
        None,
        ["2023-01/2023-06", "2022-01/2022-06"],
    ),
    # News of a year that is over, of a meeting in January, of a part of the next year.
    ("1月20日召开的工作会议透露,2018年全市完成公路投资86亿元。", None, ["2019-01-20", "2018"]),
    ("截至2023年3月31日止年度业绩\n2022/23年度货运量下降。", None, ["2022-04/2023-03"] * 2),
    ("7月25日晚,公司举行仪式。1999年5月用户过百万,2005年7月过千万。", None, ["2005-07-25", "1999-05", "2005-07"]),
    ("盐场从去年10月开始改造,到今年3月全部完工。", "2016-04", ["2015-10", "2016-03"]),
    ("每年11月15日至次年3月15日供暖。", "2016-04", ["R/P1Y"]),
    ("2011-2014年,公司税利大增。今年1-9月再增一成。", None, ["2011/2014", "2015-01/2015-09"]),
    # In January two years back are the two years before.
    ("近两年减亏。", "2018-01-23", ["2016/2017"]),
]


@pytest.mark.parametrize(("text", "quote", "kind", "value"), ALONE, ids=[row[0] for row in ALONE])
def test_times(text: str, quote: str, kind: str, value: str) -> None:
    assert times(text, "2022-09-15") == [(quote, kind, value)]


@pytest.mark.parametrize("text", NO_TIME)
def test_what_is_no_time(text: str) -> None:
    assert times(text, "2022-09-15") == []


@pytest.mark.parametrize(("text", "date", "values"), IN_ORDER, ids=[row[0] for row in IN_ORDER])
def test_times_are_read_in_the_order_of_the_text(text: str, date: str | None, values: list[str | None]) -> None:
    assert [value for _, _, value in times(text, date)] == values


def test_noise_yields_its_complete_dates_alone() -> None:
    document, segmentation = read(
        "时间:2022-10-10 05:04:00\n\n水务工作总结\n\n2019年全年工作顺利。\n\n导语:本文2022年由网友上传。"
    )
    noise = {s for s, each in enumerate(segmentation.sentences) if segmentation.passages[each.passage].noise}
    found = find_times(document, segmentation, Profile(), LEXICON)
    assert noise
    assert [t.edtf for t in found if t.mention.sentence in noise] == ["2022-10-10"]
    assert [t.edtf for t in found if t.mention.sentence not in noise] == ["2019"]


def test_a_time_covers_days() -> None:
    document, segmentation = read("2020年2月至4月完成。")
    [found] = find_times(document, segmentation, Profile(), LEXICON)
    assert (found.first, found.last) == ("2020-02-01", "2020-04-30")


EDGES = [
    ("2020-02", "2020-02-01", "2020-02-29"),
    ("2019", "2019-01-01", "2019-12-31"),
    ("2019/..", "2019-01-01", None),
    ("P3Y", None, None),
    ("R/P1M", None, None),
    (None, None, None),
]


@pytest.mark.parametrize(("text", "first", "last"), EDGES)
def test_days_of_an_edtf(text: str | None, first: str | None, last: str | None) -> None:
    assert (first_day(text), last_day(text)) == (first, last)


def test_no_day_that_the_calendar_lacks() -> None:
    assert edtf(2021, 2, 29) is None
    assert edtf(2021, 13) is None
    assert edtf(2020, 2, 29) == "2020-02-29"


CALENDAR = st.text(
    alphabet="0123456789年月日至-/.:第前底末初今去同每近连续个天季度上下半一二三十零〇两以来起止期间《》,。\n ",
    max_size=80,
)


@settings(deadline=None)
@given(CALENDAR)
def test_every_time_stands_in_its_sentence(text: str) -> None:
    document, segmentation = read("报告" + text)
    found = find_times(document, segmentation, Profile(date="2022-09"), LEXICON)
    for one, following in pairwise(found):
        assert one.mention.span.end <= following.mention.span.start
    for each in found:
        _check(each, segmentation.sentences[each.mention.sentence].span.contains(each.mention.span))


def _check(each: TimeExpression, inside: bool) -> None:
    assert inside
    assert len(each.mention.span)
    assert each.edtf is None or first_day(each.edtf) == each.first


def test_three_digits_count_from_1911_where_they_can_mean_nothing_else() -> None:
    text = "本公司112年度營收成長4.2%,113年1至6月為18億元,普及率由101年的92%提升,辦理計畫(102至113年)。"
    assert [(quote, value) for quote, _, value in times(text)] == [
        ("112年度", "2023"),
        ("113年1至6月", "2024-01/2024-06"),
        ("101年", "2012"),
        ("102至113年", "2013/2024"),
    ]
    assert [value for _, _, value in times("医院走过了112年。")] == ["P112Y"]


def test_this_year_so_far_leaves_older_years_behind() -> None:
    text = "2019年12月,公司获奖。\n\n今年以来,开会9次。前三季度开支下降。\n\n2022年11月28日"
    found = [value for _, _, value in times(text, "2022-11-28")]
    assert found == ["2019-12", "2022/..", "2022-01/2022-09", "2022-11-28"]
    text = "2019年12月,公司获奖。\n\n今年3月起轮岗,截至5月已有9人。\n\n2022年11月28日"
    found = [value for _, _, value in times(text, "2022-11-28")]
    assert found == ["2019-12", "2022-03/..", "2022-05", "2022-11-28"]


def test_a_year_that_is_still_running_is_no_year_told_before() -> None:
    text = "2018年,投诉9件。下一步,年内站点达到9座。\n\n2019年5月6日"
    assert [value for _, _, value in times(text, "2019-05-06")] == ["2018", "2019", "2019-05-06"]
    text = "二、2024年工作计划\n2023年完成。力争年内站点达到9座。\n\n2023年12月29日"
    assert [value for _, _, value in times(text, "2023-12-29")][:3] == ["2024", "2023", "2024"]


def test_financial_years_are_years() -> None:
    assert [(q, v) for q, _, v in times("二零一七财年派息23港仙,2018财政年度26港仙。")] == [
        ("二零一七财年", "2017"),
        ("2018财政年度", "2018"),
    ]


@pytest.mark.parametrize(
    "title",
    [
        "水务公司召开2015年工作会议",
        "2015年工作成效",
        "供水办公布2015年第三季度供水服务情况通报",
        "在刚刚过去的2014年，公司各项工作再上台阶。",
    ],
)
def test_an_undated_text_says_of_what_year_it_is(title: str) -> None:
    found = times(f"{title}\n公司日前召开会议。去年供水3.2亿吨，今年计划投资1.2亿元。")
    assert [(quote, value) for quote, _, value in found][-2:] == [("去年", "2014"), ("今年", "2015")]


def test_news_on_their_own_day_are_of_that_year_whatever_they_report_on() -> None:
    text = "江海5月23日讯 集团今日发布《江海水务2016企业社会责任报告》。一年来供水3亿吨，3月检修管网。"
    assert [value for _, _, value in times(text, "2017-05-23")] == ["2017-05-23", "2016", "2016-03"]


def test_a_year_that_a_heading_compares_with_is_not_its_own() -> None:
    text = "5月客运量比2019年增长2.6%\n会上介绍了2023年5月客运情况。\n5月份完成客运量51万人次。"
    assert [value for _, _, value in times(text)][-1] == "2023-05"


def test_taiwan_counts_from_1911_without_more() -> None:
    assert [v for _, _, v in times("台灣中部自來水公司 112 年供水32億噸,較111年增加。")] == ["2023", "2022"]


@pytest.mark.parametrize(
    ("front", "last"),
    [("第A7版:综合新闻 2013年9月26日 星期四 往期回顾 返回目录\n", "2013-08"), ("2013-09-26 10:00\n", None)],
)
def test_the_page_of_a_paper_is_as_old_as_what_it_prints(front: str, last: str | None) -> None:
    body = "供水纪实\n\n2009年,他获得先进工作者称号。截至今年8月末,他服务客户300户。\n"
    times = [fact for fact in analyze(front + body).facts if isinstance(fact, TimeExpression)]
    assert times[-1].edtf == last
