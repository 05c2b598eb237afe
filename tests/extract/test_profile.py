"""Title, main organisation, date and genre."""

from __future__ import annotations

import pytest

from corpusdoc.extract.entities import find_entities
from corpusdoc.extract.genre import genre_of
from corpusdoc.model import Hints
from tests.extract.reading import LEXICON, profile, read

NOTICE = """汉江市供水集团有限公司文件

汉水发〔2021〕7号

关于做好2021年防汛工作的通知

各分公司:

为做好防汛工作,现将有关事项通知如下。

一、提高认识

各单位要高度重视。

汉江市供水集团有限公司
2021年4月8日
"""

SPEECH = """在全省电力服务工作会议上的讲话

湖北省电力公司总经理 陈卫东

(2016年3月5日)

同志们:

下面,我讲三点意见。湖北省电力公司去年完成售电量增长任务。
"""

NEWSPAPER = """一泓清水
润泽万家
——南通自来水公司创建文明行业纪实

2015年6月1日 来源:江海晚报

清晨,南通自来水公司的抢修班已经出发。南通自来水公司服务百万市民。

当前:A3(2015年06月01日) 上一版 下一版
"""

REPORT = """长江港务股份有限公司
2012年年度报告

一、公司简介

长江港务股份有限公司(以下简称长江港务)成立于1998年。报告期内,长江港务完成吞吐量增长。

二〇一三年三月二十日
"""

PAPER = """供电企业班组建设研究

摘要:本文从班组建设入手,分析基层管理。
关键词:班组;管理

一、引言

班组是企业的细胞。

参考文献
"""

CUT_OFF = """ 各部门、各单位:为进一步做好优质服务,根据上级部署和要求,结合公司实际,特制定...
各部门、各单位:

为进一步做好优质服务,特制定如下实施方案。

一、指导思想

坚持用户至上。

二、工作目标

满意率提高。
"""

PROFILES = [
    # text, title, org, date, genre
    (NOTICE, "关于做好2021年防汛工作的通知", "汉江市供水集团有限公司", "2021-04-08", "通知"),
    (SPEECH, "在全省电力服务工作会议上的讲话", "湖北省电力公司", "2016-03-05", "讲话"),
    (NEWSPAPER, "一泓清水 润泽万家", "南通自来水公司", "2015-06-01", "纪实"),
    (REPORT, "长江港务股份有限公司2012年年度报告", "长江港务股份有限公司", "2013-03-20", "报告"),
    (PAPER, "供电企业班组建设研究", None, None, "论文"),
    (CUT_OFF, None, None, None, "方案"),
]

GENRES = [
    ("关于开展安全生产大检查的通知", "通知"),
    ("营业窗口服务质量提升年活动方案", "方案"),
    ("在年度工作会议上的讲话", "讲话"),
    ("2019年工会工作总结", "总结"),
    ("2019年度企业社会责任报告", "报告"),
    ("浅谈供热企业的班组建设", "论文"),
    ("供水公司抗击寒潮纪实", "纪实"),
    ("关于防汛工作情况的汇报", "报告"),
    ("关于发布供水抢修办法的通知", "通知"),
]

DATES = [
    ("供水服务\n\n发布日期:110-04-06\n\n我们检修了管网。\n", "2021-04-06"),
    ("供水服务\n\n我们检修了管网。\n(2011年12月30日《江海晚报》A05版)\n", "2011-12-30"),
    ("江海水务报 第15期 2006年7月20日 第一版\n供水服务\n\n我们检修了管网。\n", "2006-07-20"),
    ("新年献词\n\n我们检修了管网。\n江海水务集团 二〇一七年元旦\n", "2017-01-01"),
    ("供水纪实\n\n正文说的是管网检修工作。\n\n《江海日报》A3版　2022年03月16日　上一版\n", "2022-03-16"),
    ("《供水技术》　2022年6月　第38卷第3期\n\n供水研究\n\n正文说的是管网检修工作。\n", "2022-06"),
    ("供水纪实\n\n正文说的是管网检修工作。\n\n（原载2018年11月20日《江海晚报》第3版）\n", "2018-11-20"),
    ("供水研究\n\n正文说的是管网检修工作。\n\n（原载《供水技术》2017年第4期）\n", "2017"),
    (
        "第A7版:综合新闻   2022年3月16日 星期三   往期回顾  返回目录\n供水纪实\n\n正文说的是管网检修工作。\n",
        "2022-03-16",
    ),
    ("返回目录 2022年3月16日 星期三\n供水纪实\n\n正文说的是管网检修工作。\n", "2022-03-16"),
    ("供水总结\n\n时间:2019-05-06 10:00:00\n\n正文说的是管网检修工作。\n", "2019-05-06"),
    ("供水总结\n\n发布日期：2018年7月9日\n\n正文说的是管网检修工作。\n", "2018-07-09"),
    ("供水总结\n\n正文说的是管网检修工作。\n\n二〇二〇年十二月二十八日\n", "2020-12-28"),
    ("供水年报\n\n正文说的是管网检修工作。\n\n中華民國109年5月6日\n", "2020-05-06"),
    ("供水总结\n\n正文说2017年3月4日检修了管网,效果很好。\n", None),
    ("供水总结\n\n时间:2019-15-06\n\n正文说的是管网检修工作。\n", None),
]


@pytest.mark.parametrize(("text", "title", "org", "date", "genre"), PROFILES, ids=range(len(PROFILES)))
def test_a_report_says_what_it_is(text: str, title: str | None, org: str | None, date: str | None, genre: str) -> None:
    found = profile(text)
    assert (found.title, found.org, found.date, found.genre) == (title, org, date, genre)


@pytest.mark.parametrize(("title", "genre"), GENRES, ids=range(len(GENRES)))
def test_a_title_tells_the_genre(title: str, genre: str) -> None:
    assert genre_of(title, None, f"{title}\n我们检修了管网。", LEXICON) == genre


@pytest.mark.parametrize(("text", "date"), DATES, ids=range(len(DATES)))
def test_the_date_of_publication_is_that_of_the_page(text: str, date: str | None) -> None:
    assert profile(text).date == date


def test_a_files_own_date_counts_only_where_the_text_speaks_of_its_year() -> None:
    text = "供水总结\n\n2017年,我们检修了管网,效果很好。\n"
    assert profile(text, Hints(date="2017-12-30")).date == "2017-12-30"
    assert profile(text, Hints(date="2023-01-01")).date is None


def test_the_full_name_stands_for_the_short_one() -> None:
    text = (
        "中国移动通信集团河南有限公司郑州分公司成立于1999年。郑州移动服务市民,郑州移动在全省领先。"
        "郑州移动把服务放在第一位。"
    )
    document, segmentation = read(text)
    names = [entity.name for entity in find_entities(document, segmentation, LEXICON) if entity.type == "org"]
    assert "郑州移动" in names
    assert profile(text).org == "中国移动通信集团河南有限公司郑州分公司"


def test_a_department_is_not_what_a_report_is_about() -> None:
    text = "年中会议讲话\n\n同志们:\n\n刚才,生产技术部主任王建国作了发言,生产技术部负责检修。江州热力公司供热稳定。\n"
    assert profile(text).org == "江州热力公司"


def test_the_head_of_a_journal_is_no_title() -> None:
    text = "《供水技术》　2022年6月　第38卷第3期\n\n低温原水处理试验\n\n摘要：针对原水,开展试验。\n"
    assert profile(text).title == "低温原水处理试验"


def test_nothing_is_said_of_an_empty_text() -> None:
    found = profile("")
    assert (found.title, found.org, found.date, found.genre) == (None, None, None, None)


TITLES = [
    ("致股东\n", "致股东"),
    ("江海水务报   第15期  2006年7月20日 第一版\n三号炉大修提前出水\n", "三号炉大修提前出水"),
    ("[字号 大 中 小]\n云溪保健院通过评审\n", "云溪保健院通过评审"),
    ("江海第二水厂\n江海二水厂“四个到位”保供水\n", "江海二水厂“四个到位”保供水"),
    ("云溪县人民医院\n医院简介\n", "云溪县人民医院医院简介"),
    # what stands around the title, the title
    ("江海新闻网 > 要闻 > 供水\n\n关注我们\n\n供水公司开通抢修热线\n\n2021-03-04 09:20 来源:江海网\n\n", "供水公司开通抢修热线"),
    ("首页 新闻 公告 服务 党建 人才\n\n供水公司开通抢修热线\n\n", "供水公司开通抢修热线"),
    ("新闻快递\n\n供水公司为小区开通抢修热线\n\n时间:2021-03-04\n\n", "供水公司为小区开通抢修热线"),
    ("发文机关:江海市水务局\n\n标  题:关于开通抢修热线的通报\n\n发文字号:江水〔2021〕7号\n\n", "关于开通抢修热线的通报"),
    ("江海市窗口服务系列报道\n清泉入户 润物无声\n——供水公司服务纪实\n", "清泉入户 润物无声"),
    ("供水公司抢修汇报.docx\n\n", "供水公司抢修汇报"),
    ("供水公司开通热线_江海新闻网\n\n供水公司开通热线\n\n", "供水公司开通热线"),
    ("交易所对本公告的内容概不负责,亦不就其准确性发表任何声明。\n\n江海水务有限公司\n(于开曼群岛注册成立之有限公司)\n\n2020年度业绩公告\n\n",
     "2020年度业绩公告"),
    ("首页 供水快讯 正文\n\n供水公司开通抢修热线\n\n2021-03-04 09:20 江海网\n\n", "供水公司开通抢修热线"),
    ("收藏本站 手机版 缩小字级\n• 当前位置: 江海网 > 供水 >\n供水公司开通抢修热线\n", "供水公司开通抢修热线"),
    ("中文      English\n江海供水资讯网\n首页 -> 供水 > 内容\n\n供水公司开通抢修热线\n", "供水公司开通抢修热线"),
    ("1 / 5\n文档名称:\n\n值班方案3号.doc\n\n中共江海市委供水\n领导小组办公室\n江水组发〔2011〕8号\n市委供水办\n关于印发《供水抢修\n"
     "值班方案》的通知\n各县区水务局:\n", "关于印发《供水抢修值班方案》的通知"),
    ("江海公司\n把清泉送到千家万户的村口\n", "把清泉送到千家万户的村口"),
    ("供水专栏\n\n清泉入户二十载的抢修班长发布时间:2021-03-04 来源:江海网\n", "清泉入户二十载的抢修班长"),
    ("12.5万人次!抢修班的一年\n\n2021-03-04 09:20 江海网\n", "12.5万人次!抢修班的一年"),
    ("三是开通抢修热线,服务用户\n", None),
    ("江海快报 2021-03-04 09:20 钱立群 发布\n", None),
    ("(二〇二一年八月一日)\n", None),
    ("管网检修概况 .......... 3\n", None),
    ("水质指标\t2017年\t2018年\n合格率\t98%\t99%\n", None),
]  # fmt: skip


@pytest.mark.parametrize(("head", "title"), TITLES, ids=range(len(TITLES)))
def test_the_title_stands_below_the_frame_of_a_page(head: str, title: str | None) -> None:
    body = "上午9:30,抢修班赶到现场,工人们检修了管网。" * 8
    assert profile(f"{head}{body}\n后记两行\n").title == title


ORGANISATIONS = [
    # coined names: what begins the title and clauses again and again, and acts
    ("澜铁首列双层班列开行\n\n澜铁运输部负责人说,班列满载。据介绍,澜铁前十个月到发十万箱。", "澜铁"),
    ("澜灯开放江海电厂\n\n澜灯今日公布,江海电厂将于五月开放。澜灯总经理表示欢迎。", "澜灯"),
    ("“拐点在三年之内”——访澜新能总经理贺晓楠\n\n澜新能是一家企业。近日,本刊采访了澜新能总经理。", "澜新能"),
    ("春风化雨\n\n韦国强说,天冷。韦国强今年五十岁。韦国强表示,还要干。江海水厂很好。", "江海水厂"),  # a person
    ("澜水启动抗旱\n\n江海自来水公司说不停水。澜水今日取水。澜水表示,澜州自来水公司有水。", "澜州自来水公司"),
    ("一年来\n\n日前,市总工会下发决定,表彰工匠。江海金麒机械有限公司等5家获评。", "市总工会"),
    ("机场管理局发表年报\n\n沙洲机场管理局昨日公布年报。沙洲国际机场客运回升,沙洲国际机场很忙。", "沙洲机场管理局"),
    ("2017年,水务集团投资1亿元。水务集团铺设管网。", "水务集团"),
    ("火红的五月\n\n江北船厂电焊班有个班长。江北船厂很大。她走进江北船厂。江北船厂造船。", "江北船厂"),
    ("沙洲港务股份有限公司2015年年度报告\n\n" + "江海监督管理委员会要求,董事会审议。" * 9, "沙洲港务股份有限公司"),
    ("年度报告\n\n沙洲港务股份有限公司(以下简称“本公司”)成立。\n" + "江海水务集团供水。" * 15, "沙洲港务股份有限公司"),
    ("云溪老年护理医院是一家医院。近日,医院向江海慈善总会致谢。", "云溪老年护理医院"),
    ("沙洲水投集团多家企业获评优秀\n\n近日,沙洲水投集团所属云溪水务公司、沙湾水务公司获评优秀。", "沙洲水投集团"),
    ("今年江海获得“国家电网有限公司先进集体”\n\n云溪市供电公司获评先进,云溪市供电公司很高兴。", "云溪市供电公司"),
    ("会上,澜华投控(1234)与旗下公司获奖。澜华投控表示,减排有成。劳动部颁奖。", "澜华投控"),
    ("本公司" + "持续减少废弃物,重复利用包装材料,无纸化办公,"*5 + "依环境部的规定,废弃物分类处理。", None),
    ("近日,安康邮政送信到村。在安康市委、湖北省邮政分公司领导下,安康邮政服务用户。", "安康邮政"),
    ("会上,台湾云溪公司共获六项奖。台湾云溪说明,管网常检修;台湾云溪又说,用户满意。", "台湾云溪公司"),
    ("会上,通化自来水公司领取奖牌。工人们检修管网。", "通化自来水公司"),
    ("中国联通召开会议,中国联通领导出席。会议授予广东省分公司奖牌。会上中国联通颁奖。", "中国联通"),
    ("当前云溪供水公司很忙。云溪供水公司检修管网。", "云溪供水公司"),
    ("江海日报:沙洲港务公司装船忙\n\n近日,沙洲港务公司检修吊机。江海日报记者看到,江海日报社也来采访。", "沙洲港务公司"),
    ("澜州市公交小结\n\n在澜州市建设局的直接领导下,我们检修车辆。澜州市公交公司新增车辆。", "澜州市公交公司"),
    ("中国联通分公司工作小结\n\n中国联通浙江公司XX分公司检修基站。", "中国联通浙江公司XX分公司"),
    ("乘车安全小结\n\n公司团委组织乘车演练,学习了沙洲公交的做法,公司团委还慰问职工。", "公司团委"),
    ("职工之家小结\n\n" + "以下内容供阅读。" * 12 + "\n\n云溪轴承集团工会有会员。集团工会建家,集团工会维权。", "云溪轴承集团"),
    ("港务研究\n\n云溪大学学报 2012年3期\n\n(江海大学港务研究所,江海)\n\n江海大学港务研究所认为,港口要合作。", "江海大学港务研究所"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "org"), ORGANISATIONS, ids=range(len(ORGANISATIONS)))
def test_a_report_is_about_whom_its_title_or_first_words_name(text: str, org: str | None) -> None:
    assert profile(text).org == org


def test_a_page_dates_its_text() -> None:
    body = "供水公司检修了管网。" * 9
    assert profile(f"供水总结\n\n江海网发布时间:2019-05-06 10:00\n\n{body}\n").date == "2019-05-06"
    assert profile(f"供水总结\n\n2019 05/06 10:00:31\n\n{body}\n").date == "2019-05-06"
    assert profile(f"供水总结\n\n江海网 2019年5月6日 11:10 水务报\n\n{body}\n").date == "2019-05-06"
    assert profile(f"供水总结\n\n6 May 2019\n\n{body}\n").date == "2019-05-06"
    assert profile(f"供水年报\n\n{body}\n\n院长 林沛霖 谨志\n中华民国111年4月\n").date == "2022-04"
    for head in ("江海日报  2019年05月06日 星期一  第05版:财经", "2019年5月6日 星期一 江海日报 05版"):
        paper = profile(f"{head}\n\n供水送到家\n\n本报讯 {body}\n")
        assert (paper.title, paper.date) == ("供水送到家", "2019-05-06")
    assert profile(f"供水总结\n\n{body}\n\n——2019年5月在供水工作会议上的讲话\n").date == "2019-05"
    assert profile(f"成文日期:2019-05-06\n\n发布日期:2019-05-08\n\n供水通报\n\n{body}\n").date == "2019-05-08"
    assert profile(f"供水总结\n\n江海网5月6日电 2019年会议上,{body}\n").date == "2019-05-06"
    assert profile(f"供水总结\n\n江海网5月6日电 会议上,{body}\n").date is None


@pytest.mark.parametrize(
    ("first", "date"),
    [
        # A month behind the day's own is the year before's, and so is a year that is over; years to come say nothing.
        ("江海网1月8日电 截至2022年12月底,运量达2亿吨。", "2023-01-08"),
        ("江海网2月3日讯 2019年全年,机场保障航班6万架次。", "2020-02-03"),
        ("江海网1月7日讯 2011年工作会议7日举行。会议指出,到2015年建成线路百万公里。", "2011-01-07"),
        ("江海网2月6日讯 大会回顾和总结了2019年度工作情况。", "2020-02-06"),
        ("江海网1月8日电 2022年,公司将新建站点12座。", "2022-01-08"),
    ],
)
def test_the_year_of_a_day_that_news_name_alone(first: str, date: str) -> None:
    assert profile(f"供水纪实\n\n{first}\n").date == date


def test_the_date_that_the_issuer_signs_goes_before_that_of_the_page() -> None:
    text = "供水通报\n\n时间:2024-07-04 09:33\n\n我们检修了管网。\n\n江海市水务局\n二〇〇八年二月二日\n"
    assert profile(text).date == "2008-02-02"


def test_what_tells_of_an_organisation_without_other_cues_is_news_or_its_work() -> None:
    body = "云溪供水公司服务百万市民。工人们进小区,检修管网,解决低水压,用户的投诉减少了一半,满意的人多了起来。"
    assert profile(f"{body}{body}\n").genre == "报道"
    assert profile(f"一、抢修\n{body}\n二、管网\n{body}\n").genre == "总结"
    assert profile("天气很好,花开了。" * 20).genre is None


def test_a_chapter_is_a_report_and_a_day_begins_news() -> None:
    body = "云溪供水公司服务百万市民。工人们进小区,检修管网,解决低水压,用户的投诉减少了一半,满意的人多了起来。"
    assert profile(f"供 水\n【概况】 {body}\n【服务】 {body}\n").title == "供 水"
    assert profile(f"供 水\n【概况】 {body}\n【服务】 {body}\n").genre == "报告"
    assert profile(f"云溪供水公司\n{body}{body}\n").genre == "报告"
    assert profile(f"3月4日,{body}一年来,{body}\n").genre == "报道"


def test_who_leads_the_first_sentence_goes_before_whom_it_has_and_one_of_many() -> None:
    body = "江西省机场集团所辖7个机场运送旅客512万人次。\n江西省机场集团开通爱心通道。昌北机场开通军人通道。\n"
    assert profile(body).org == "江西省机场集团"
    body = "2006年,东屏县自来水公司完成供水量860万立方米。\n供气\n县燃气公司发展用户1800户。\n"
    assert profile(body).org == "东屏县自来水公司"


def test_a_cover_breaks_its_title_over_three_lines() -> None:
    assert (
        profile("云溪造纸有限公司\n2020年度\n质量报告\n公司坚持质量第一。\n").title
        == "云溪造纸有限公司2020年度质量报告"
    )


def test_the_path_of_a_newspapers_page_dates_it() -> None:
    text = "您的位置：江海工人报数字报 > 2023年07月04日 > 第03版：党建\n把支部建在掌子面上\n\n隧道里灯火通明，工人们正在支护。\n"
    assert profile(text).date == "2023-07-04"


def test_the_foot_of_a_newspaper_dates_its_text() -> None:
    assert profile("公交车上的座椅\n江海晚报 2012年03月05日 第A05版\n云溪公交推出爱心车厢。\n").date == "2012-03-05"


def test_figures_without_a_sentence_are_of_a_report() -> None:
    assert profile("江海供水公司\n项目\t2020年\t2021年\n" + "供水量\t1,840\t2,049\n" * 9).genre == "报告"


def test_news_of_a_report_is_no_report() -> None:
    body = "记者走进云溪供水公司,工人们检修管网。" * 9
    assert profile(f"云溪供水公司发布2022年社会责任报告\n\n{body}\n").genre == "报道"
    assert profile(f"云溪供水公司2022年社会责任报告\n\n{body}\n").genre == "报告"


def test_when_and_what_in_one_line_are_two() -> None:
    body = "\n" + "溪岭水务公司全年供水平稳，用户满意。" * 4
    found = profile("date 2021-03-02 溪岭水厂全年供水创新高" + body)
    assert found.title == "溪岭水厂全年供水创新高"


def test_what_an_exchange_prints_above_an_announcement_names_nobody() -> None:
    front = "香港联合交易所有限公司对本公告的内容概不负责。\n"
    assert (
        profile(f"{front}澜湾巴士控股有限公司中期业绩公布\n收入增加，香港联合交易所有限公司已获通知。").org
        == "澜湾巴士控股有限公司"
    )


def test_whom_a_paper_is_sent_to_and_whom_it_honours_is_not_who_wrote_it() -> None:
    text = (
        "各市交通局，江海市市政管理局，有关企业：\n2009年，溪岭省交通厅广泛开展创建活动。\n"
        "现决定授予江海地铁运营有限公司等27个单位文明单位称号。\n溪岭省交通厅\n二〇一〇年三月六日\n"
    )
    assert profile(text).org == "溪岭省交通厅"
