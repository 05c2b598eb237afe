"""Figures with what they measure: reports of many trades in a few sentences each."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpusdoc.extract.metrics import find_metrics
from corpusdoc.extract.times import find_times
from corpusdoc.model import Alignment, Block, Document, Genre, Metric, Profile, RawDocument, Segmentation, Span
from corpusdoc.segment import segment
from tests.extract.reading import LEXICON, entities, read


def analysed(
    text: str, date: str | None = None, genre: Genre | None = None
) -> tuple[Document, Segmentation, tuple[Metric, ...]]:
    document, segmentation = read(text)
    profile = Profile(org="某公司", date=date, genre=genre)
    times = find_times(document, segmentation, profile, LEXICON)
    return document, segmentation, find_metrics(document, segmentation, profile, times, LEXICON)


def metrics(text: str, date: str | None = None, genre: Genre | None = None) -> tuple[Metric, ...]:
    return analysed(text, date, genre)[2]


# One row a sentence: (figure as written, indicator, value, unit, change) for each of its figures.
FIGURES = [
    ("每千名老人拥有床位31张,社会组织320个。", [("31张", "每千名老人拥有床位", "31", "张", None), ("320个", "社会组织", "320", "个", None)]),
    ("成本率96%,同比优化1.2个百分点,低保标准为每人每月720元。", [("96%", "成本率", "96", "%", None), ("1.2个百分点", "成本率", "1.2", "个百分点", None), ("720元", "低保标准每人每月", "720", "元", None)]),
    # what the sentence before measured, shares in brackets, what each base gives, counts of what was told before
    ("完成货运量40亿吨。三季度完成14亿吨,同比、环比分别下降7%和4%。", [("40亿吨", "货运量", "4000000000", "吨", None), ("14亿吨", "货运量", "1400000000", "吨", None), ("7%", "货运量", "-7", "%", "yoy"), ("4%", "货运量", "4", "%", "decline")]),
    ("完成货运量40亿吨,环比增长4%,比增5%。", [("40亿吨", "货运量", "4000000000", "吨", None), ("4%", "货运量", "4", "%", "growth"), ("5%", "货运量", "5", "%", "yoy")]),
    ("共有36名。3名从外地来的员工获奖。", [("3名", "从外地来的员工获奖", "3", "名", None)]),
    ("收到赞赏800份,其中420份(52%)是称赞投递服务。", [("800份", "收到赞赏", "800", "份", None), ("420份", "称赞投递服务", "420", "份", None), ("52%", "称赞投递服务", "52", "%", "share")]),
    ("收到投诉60份,数目较对上一年减少30%。", [("60份", "收到投诉", "60", "份", None), ("30%", "收到投诉数目", "-30", "%", "yoy")]),
    ("收入达成率103%,税前净利亦再度突破20亿元。", [("103%", "收入达成率", "103", "%", "completion"), ("突破20亿元", "税前净利", "2000000000", "元", None)]),
    ("公司营收36亿元 创历史新高,相较去年成长4%。", [("36亿元", "营收", "3600000000", "元", None), ("4%", "营收", "4", "%", "yoy")]),
    ("每百网点投诉量的中位数为4.5件/百营业网点。", [("4.5件/百营业网点", "每百网点投诉量的中位数", "4.5", "件/百营业网点", None)]),
    ("形成300亿级物流集群,在全县建设基站36座。", [("36座", "建设基站", "36", "座", None)]),
    # what only says which of it, a verb behind 累计, who did it, points of a share, heads that the last of a list has
    ("装车120万吨,日均4万吨,最高日5万吨。", [("120万吨", "装车", "1200000", "吨", None), ("4万吨", "装车日均", "40000", "吨", None), ("5万吨", "装车最高日", "50000", "吨", None)]),
    ("建立工作室21个,其中全国级1个、省级4个。", [("21个", "建立工作室", "21", "个", None), ("1个", "建立工作室全国级", "1", "个", None), ("4个", "建立工作室省级", "4", "个", None)]),
    ("售电量8亿千瓦时,同比增长6%,增速比上季度加快0.4个百分点。", [("8亿千瓦时", "售电量", "800000000", "千瓦时", None), ("6%", "售电量", "6", "%", "yoy"), ("0.4个百分点", "售电量增速", "0.4", "个百分点", "growth")]),
    ("充电站累计建成38座。", [("38座", "充电站建成", "38", "座", None)]),
    ("药占比24%,同比下降1.2个百分点。", [("24%", "药占比", "24", "%", "share"), ("1.2个百分点", "药占比", "-1.2", "个百分点", "yoy")]),
    ("直供气量占总量的四成,同比提高2个百分点。", [("四成", "直供气量占总量", "40", "%", "share"), ("2个百分点", "直供气量占总量", "2", "个百分点", "yoy")]),
    ("南港公司实现吞吐量32万吨。", [("32万吨", "南港公司吞吐量", "320000", "吨", None)]),
    ("余额86亿元,户数1.2万户,分别较年初增加5亿元、0.2万户。", [("86亿元", "余额", "8600000000", "元", None), ("1.2万户", "户数", "12000", "户", None), ("5亿元", "余额", "500000000", "元", "growth"), ("0.2万户", "户数", "2000", "户", "growth")]),
    ("粉尘、二氧化硫排放浓度分别为3毫克/立方米和15毫克/立方米。", [("3毫克/立方米", "粉尘排放浓度", "3", "毫克/立方米", None), ("15毫克/立方米", "二氧化硫排放浓度", "15", "毫克/立方米", None)]),
    ("有4、6和9个营业厅。", [("4", "营业厅", "4", "个", None), ("6", "营业厅", "6", "个", None), ("9个", "营业厅", "9", "个", None)]),
    # without a unit: a row of scores, a rate with its decimal point
    ("三次测评得分达到95.5、96.1和97.3。", [("三次", "测评得分", "3", "次", None), ("95.5", "测评得分", "95.5", "", None), ("96.1", "测评得分", "96.1", "", None), ("97.3", "测评得分", "97.3", "", None)]),
    ("万投比0.41,机房PUE值1.29。", [("0.41", "万投比", "0.41", "", None), ("1.29", "机房PUE值", "1.29", "", None)]),
    # words that are no part of what is measured, and those that are; names with numbers
    ("• 收入为港币3亿元,连同中期股息港币1亿元。", [("港币3亿元", "收入", "300000000", "港元", None), ("港币1亿元", "中期股息", "100000000", "港元", None)]),
    ("全厂用水量12万吨,本行资产总额9亿元,及时处理率99%。", [("12万吨", "用水量", "120000", "吨", None), ("9亿元", "资产总额", "900000000", "元", None), ("99%", "及时处理率", "99", "%", None)]),
    ("25人以上企业建会率达到95%。", [("95%", "25人以上企业建会率", "95", "%", None)]),
    ("公司提前3个月完成年度吞吐任务。", [("3个月", "提前完成年度吞吐任务", "3", "个月", None)]),
    ("主变容量36千伏安,110千伏进线2回。", [("36千伏安", "主变容量", "36", "千伏安", None), ("2回", "110千伏进线", "2", "回", None)]),
    # what was completed, who makes up a part, a rate that rose to its level, some of those who are counted
    ("新装表计800户,完成率103%,同比增长5%。", [("800户", "新装表计", "800", "户", None), ("103%", "新装表计完成率", "103", "%", "completion"), ("5%", "新装表计", "5", "%", "yoy")]),
    ("售气收入圆满完成年度任务,完成率达102%。", [("102%", "售气收入完成率", "102", "%", "completion")]),
    ("投诉量减少3%;客户规模稳步增长,完成全年计划的106%。", [("3%", "投诉量", "3", "%", "decline"), ("106%", "客户规模完成全年计划", "106", "%", "completion")]),
    ("客户规模不断扩大,同比提高4%。", [("4%", "客户规模", "4", "%", "yoy")]),
    ("整改完成率100%。", [("100%", "整改完成率", "100", "%", None)]),
    ("其中,62%来自基层班组,18%为管理人员。", [("62%", "来自基层班组", "62", "%", "share"), ("18%", "管理人员", "18", "%", "share")]),
    ("市场份额稳步提高达到41%。", [("41%", "市场份额", "41", "%", None)]),
    ("授予王某等12名“优质服务能手”称号。", [("12名", "“优质服务能手”称号", "12", "名", None)]),
    # what is done to what is counted, in a list too; a rank or a manner behind the figure; two figures with one noun
    ("新建6个服务站、40座基站和2个机房。", [("6个", "新建服务站", "6", "个", None), ("40座", "新建基站", "40", "座", None), ("2个", "新建机房", "2", "个", None)]),
    ("热网覆盖逾20万户居民和90%以上的学校。", [("逾20万户", "热网覆盖居民", "200000", "户", None), ("90%以上", "热网覆盖学校", "90", "%", None)]),
    ("投放了占全市30%的农业贷款、45%以上的创业贷款。", [("30%", "农业贷款占全市", "30", "%", "share"), ("45%以上", "创业贷款占全市", "45", "%", "share")]),
    ("以占全市两成的员工完成了任务。", [("两成", "员工占全市", "20", "%", "share")]),
    ("全村人均收入以每年9%的速度递增,准点率长期保持99.5%的高水平。", [("9%", "全村人均收入", "9", "%", "growth"), ("99.5%", "准点率", "99.5", "%", None)]),
    ("一号线南段、二号线一期等3条(段)42公里新线同日通车。", [("3条", "新线", "3", "条", None), ("42公里", "新线", "42", "公里", None)]),
    ("投入2亿元处治病害12万平方米。", [("2亿元", "投入处治病害", "200000000", "元", None), ("12万平方米", "处治病害", "120000", "平方米", None)]),
    ("占全区55%以上的创业担保贷款由该社发放。", [("55%以上", "创业担保贷款占全区", "55", "%", "share")]),
    # totals of what was counted just before; shares and points of each that a list named; net growth
    ("全省净增用户21万户,总数达到318万户。", [("21万户", "净增用户", "210000", "户", "growth"), ("318万户", "用户总数", "3180000", "户", None)]),
    ("客运收入和货运收入比上年同期分别增长7%和3%,在总收入中所占的比重分别上升了1.2个和0.4个百分点,分别达到46%和31%。", [
        ("7%", "客运收入", "7", "%", "yoy"),
        ("3%", "货运收入", "3", "%", "yoy"),
        ("1.2个", "客运收入在总收入中所占的比重", "1.2", "个百分点", "growth"),
        ("0.4个百分点", "货运收入在总收入中所占的比重", "0.4", "个百分点", "growth"),
        ("46%", "客运收入在总收入中所占的比重", "46", "%", "share"),
        ("31%", "货运收入在总收入中所占的比重", "31", "%", "share"),
    ]),
    ("东、西部地区网点分别达到2个、3个,占全省的比重分别为4%、6%;员工分别达到7人、9人。", [
        ("2个", "东部地区网点", "2", "个", None),
        ("3个", "西部地区网点", "3", "个", None),
        ("4%", "东部地区网点占全省的比重", "4", "%", "share"),
        ("6%", "西部地区网点占全省的比重", "6", "%", "share"),
        ("7人", "东部地区员工", "7", "人", None),
        ("9人", "西部地区员工", "9", "人", None),
    ]),
    ("新业务收入5亿元,在总收入中占比为19%。", [("5亿元", "新业务收入", "500000000", "元", None), ("19%", "新业务收入在总收入中占比", "19", "%", "share")]),
    ("发放贷款40户,金额97万元。", [("40户", "发放贷款", "40", "户", None), ("97万元", "发放贷款金额", "970000", "元", None)]),
    ("收寄58个单位“爱心书包”21万元。", [("58个", "单位", "58", "个", None), ("21万元", "“爱心书包”", "210000", "元", None)]),
    # who won what, one after another; quotes that a cut has halved; what follows a time that runs from an event
    ("共有6家被授予“文明窗口”、有2家被授予“青年岗”。", [("6家", "被授予“文明窗口”", "6", "家", None), ("2家", "被授予“青年岗”", "2", "家", None)]),
    ("接到报修后2小时内,赶到现场处理。", [("2小时内", "接到报修后赶到现场处理", "2", "小时", None)]),
    ("线路覆冰厚度已经到了18毫米。", [("18毫米", "线路覆冰厚度", "18", "毫米", None)]),
    # shares that somebody holds; ages that tell which; names with brackets; blanks that a page has put into dates
    ("东海投资持有公司28.4%的股份。", [("28.4%", "东海投资持有公司股份", "28.4", "%", None)]),
    ("账龄两年至三年提取20%。", [("20%", "账龄两年至三年提取", "20", "%", None)]),
    ("其中2名为独立董事。", [("2名", "独立董事", "2", "名", None)]),
    ("东海(集团)公司担保余额为2975万元。", [("2975万元", "东海(集团)公司担保余额", "29750000", "元", None)]),
    ("2004 年7 月19 日划走12万元。", [("12万元", "划走", "120000", "元", None)]),
    ("加上年初可供分配利润3亿元。", [("3亿元", "年初可供分配利润", "300000000", "元", None)]),
    # from one level to another, and what a board proposes
    ("员工人数由2017年底的3,012名减至2,895名。", [("3,012名", "员工人数", "3012", "名", None), ("2,895名", "员工人数", "2895", "名", None)]),
    ("董事会建议派发末期股息每股26港仙。", [("26港仙", "派发末期股息每股", "26", "港仙", None)]),
    ("投资过亿元,满意度连续五年名列全省第一。", [("过亿元", "投资", "100000000", "元", None), ("全省第一", "满意度", "1", "名", None)]),
    # a list with leaders from names to figures
    ("抢修到场……………………45分钟内(节假日除外)", [("45分钟内", "抢修到场", "45", "分钟", None)]),
    ("客户意见………………2天内答复,满意率95%", [("2天内", "客户意见答复", "2", "天", None), ("95%", "客户意见满意率", "95", "%", None)]),
    # power
    ("公司完成售电量1256.8亿千瓦时,同比增长6.3%。", [("1256.8亿千瓦时", "售电量", "125680000000", "千瓦时", None), ("6.3%", "售电量", "6.3", "%", "yoy")]),
    ("可供分配利润为3.5亿元人民币。", [("3.5亿元人民币", "可供分配利润", "350000000", "元", None)]),
    ("③存货较期初上升76.15%。", [("76.15%", "存货", "76.15", "%", "growth")]),
    ("a. 销售均价为5000元。", [("5000元", "销售均价", "5000", "元", None)]),
    ("结算支付了12万元。", [("12万元", "结算支付", "120000", "元", None)]),
    ("面积1988.09平方米。", [("1988.09平方米", "面积", "1988.09", "平方米", None)]),
    ("与会代表32人。", [("32人", "与会代表", "32", "人", None)]),
    ("综合线损率3.85%,同比下降0.21个百分点。", [("3.85%", "综合线损率", "3.85", "%", None), ("0.21个百分点", "综合线损率", "-0.21", "个百分点", "yoy")]),
    ("累计投资48.6亿元,新增变电容量286万千伏安。", [("48.6亿元", "投资", "4860000000", "元", None), ("286万千伏安", "新增变电容量", "2860000", "千伏安", None)]),
    ("供电可靠率达到99.968%,较上年提高0.012个百分点。", [("99.968%", "供电可靠率", "99.968", "%", None), ("0.012个百分点", "供电可靠率", "0.012", "个百分点", "yoy")]),
    ("建成220千伏变电站3座、110千伏变电站15座。", [("3座", "建成220千伏变电站", "3", "座", None), ("15座", "110千伏变电站", "15", "座", None)]),
    ("20秒接通率96.5%,客户诉求办结率99%。", [("96.5%", "20秒接通率", "96.5", "%", None), ("99%", "客户诉求办结率", "99", "%", None)]),
    # bank
    ("各项存款余额3,062.55亿元,比年初增加218.4亿元,增幅7.68%。", [("3,062.55亿元", "各项存款余额", "306255000000", "元", None), ("218.4亿元", "各项存款余额", "21840000000", "元", "growth"), ("7.68%", "各项存款余额", "7.68", "%", "growth")]),
    ("不良贷款率由1.8%降至1.2%,拨备覆盖率为235.6%。", [("1.8%", "不良贷款率", "1.8", "%", None), ("1.2%", "不良贷款率", "1.2", "%", None), ("235.6%", "拨备覆盖率", "235.6", "%", None)]),
    ("发放小微企业贷款2.3万笔、金额86.5亿元。", [("2.3万笔", "发放小微企业贷款", "23000", "笔", None), ("86.5亿元", "发放小微企业贷款金额", "8650000000", "元", None)]),
    ("该行为3万多户个体工商户提供贷款,累计减费让利1.2亿元。", [("3万多户", "个体工商户", "30000", "户", None), ("1.2亿元", "减费让利", "120000000", "元", None)]),
    # postal
    ("投递报刊1.2亿份,快递业务收入增长18.7%。", [("1.2亿份", "投递报刊", "120000000", "份", None), ("18.7%", "快递业务收入", "18.7", "%", "growth")]),
    ("邮政局设有支局所86处,建制村通邮率100%。", [("86处", "支局所", "86", "处", None), ("100%", "建制村通邮率", "100", "%", None)]),
    # water, gas
    ("日供水能力达380万立方米,水质综合合格率99.98%。", [("380万立方米", "日供水能力", "3800000", "立方米", None), ("99.98%", "水质综合合格率", "99.98", "%", None)]),
    ("产销差率由14.5%降至11.2%。", [("14.5%", "产销差率", "14.5", "%", None), ("11.2%", "产销差率", "11.2", "%", None)]),
    ("供水普及率、水质合格率分别达到99.8%和100%。", [("99.8%", "供水普及率", "99.8", "%", None), ("100%", "水质合格率", "100", "%", None)]),
    ("天然气管网覆盖9个区县、65个乡镇。", [("9个", "天然气管网覆盖区县", "9", "个", None), ("65个", "天然气管网覆盖乡镇", "65", "个", None)]),
    # hospital
    ("医院开放床位1800张,年门急诊量突破260万人次。", [("1800张", "医院开放床位", "1800", "张", None), ("突破260万人次", "年门急诊量", "2600000", "人次", None)]),
    ("平均住院日由8.2天缩短至7.1天。", [("8.2天", "平均住院日", "8.2", "天", None), ("7.1天", "平均住院日", "7.1", "天", None)]),
    ("开展志愿服务130场次,惠及患者近5000人。", [("130场次", "开展志愿服务", "130", "场次", None), ("近5000人", "惠及患者", "5000", "人", None)]),
    # railway, highway, ports
    ("发送旅客8560万人次,完成货物发送量1.35亿吨,分别完成年计划的102.3%、98.7%。", [("8560万人次", "发送旅客", "85600000", "人次", None), ("1.35亿吨", "货物发送量", "135000000", "吨", None), ("102.3%", "发送旅客", "102.3", "%", "completion"), ("98.7%", "货物发送量", "98.7", "%", "completion")]),
    ("中欧班列开行1260列,同比增加235列,占全国开行总量的近两成。", [("1260列", "中欧班列开行", "1260", "列", None), ("235列", "中欧班列开行", "235", "列", "yoy"), ("近两成", "中欧班列开行占全国开行总量", "20", "%", "share")]),
    ("高速公路通车里程达2360公里,ETC使用率超过70%。", [("2360公里", "高速公路通车里程", "2360", "公里", None), ("超过70%", "ETC使用率", "70", "%", None)]),
    ("日均客流量45万人次,最高达68.9万人次。", [("45万人次", "日均客流量", "450000", "人次", None), ("68.9万人次", "日均客流量", "689000", "人次", None)]),
    # Hong Kong and Taiwan
    ("營業額為港幣125.6億元,較去年增加8.3%。", [("港币125.6亿元", "营业额", "12560000000", "港元", None), ("8.3%", "营业额", "8.3", "%", "yoy")]),
    ("合併營收新台幣2,356億元,年增5.2%;每股盈餘4.58元。", [("新台币2,356亿元", "合并营收", "235600000000", "新台币元", None), ("5.2%", "合并营收", "5.2", "%", "yoy"), ("4.58元", "每股盈余", "4.58", "元", None)]),
    ("收入约港币32.5亿元(二零二二年:港币30.1亿元),增长8.0%。", [("约港币32.5亿元", "收入", "3250000000", "港元", None), ("港币30.1亿元", "收入", "3010000000", "港元", None), ("8.0%", "收入", "8", "%", "growth")]),
    # telecommunications
    ("固定电话、宽带、移动用户分别达到10万户、25万户和68万户。", [("10万户", "固定电话用户", "100000", "户", None), ("25万户", "宽带用户", "250000", "户", None), ("68万户", "移动用户", "680000", "户", None)]),
    ("为300万宽带用户、50多万专线用户提供服务。", [("300万", "宽带用户", "3000000", "", None), ("50多万", "专线用户", "500000", "", None)]),
    ("故障平均修复时间缩短至45分钟,较2021年压缩了30%。", [("45分钟", "故障平均修复时间", "45", "分钟", None), ("30%", "故障平均修复时间", "30", "%", "decline")]),
    ("利润率高于行业平均水平2.5个百分点。", [("2.5个百分点", "利润率高于行业平均水平", "2.5", "个百分点", None)]),
    # people and unions
    ("现有职工2680人,其中高级职称420人,硕士占45%。", [("2680人", "职工", "2680", "人", None), ("420人", "高级职称", "420", "人", None), ("45%", "硕士", "45", "%", "share")]),
    ("注册志愿者320人,占职工总数的九成以上。", [("320人", "注册志愿者", "320", "人", None), ("九成以上", "注册志愿者占职工总数", "90", "%", "share")]),
    ("累计走访慰问困难职工1200余人次,发放慰问金260多万元。", [("1200余人次", "走访慰问困难职工", "1200", "人次", None), ("260多万元", "发放慰问金", "2600000", "元", None)]),
    ("先后有6名员工获得劳动模范称号,2人获评岗位能手。", [("6名", "员工", "6", "名", None), ("2人", "获评岗位能手", "2", "人", None)]),
    ("党委下设12个党支部,共有党员358名。", [("12个", "党支部", "12", "个", None), ("358名", "党员", "358", "名", None)]),
    ("下属单位(含营业部)有8家被评为先进集体。", [("8家", "下属单位", "8", "家", None)]),
    ("收到表扬信126封、锦旗38面。", [("126封", "收到表扬信", "126", "封", None), ("38面", "锦旗", "38", "面", None)]),
    ("五个片区已有三个建成示范站,一个通过验收。", [("五个", "片区", "5", "个", None), ("三个", "建成示范站", "3", "个", None), ("一个", "通过验收", "1", "个", None)]),
    ("打造45家有特色的劳动者港湾。", [("45家", "有特色的劳动者港湾", "45", "家", None)]),
    ("仅用五个月的时间建成泵站。", [("五个月", "建成泵站", "5", "个月", None)]),
    ("聘请了16名热心市民作为监督员,定期检查窗口,两年达150人次。", [("16名", "热心市民", "16", "名", None), ("150人次", "定期检查窗口", "150", "人次", None)]),
    ("户均走访次数翻一番,利润总额增长2.5倍。", [("翻一番", "户均走访次数", "2", "倍", "multiple"), ("2.5倍", "利润总额", "2.5", "倍", "multiple")]),
    ("惠及居民5.8万户、18.6万人。", [("5.8万户", "惠及居民", "58000", "户", None), ("18.6万人", "惠及居民", "186000", "人", None)]),
    ("总资产\t398\t17.85%", [("17.85%", "总资产", "17.85", "%", None)]),
    ("收入份额占全省的1/5和全国的1/25。", [("1/5", "收入份额占全省", "0.2", "", "share"), ("1/25", "收入份额占全国", "0.04", "", "share")]),
    # comparisons, lists and heads
    ("移动用户净增4.1万户,到达78.6万户。", [("4.1万户", "移动用户", "41000", "户", "growth"), ("78.6万户", "移动用户", "786000", "户", None)]),
    ("每百户障碍数为2.7件,是城区的1.8倍。", [("2.7件", "每百户障碍数", "2.7", "件", None), ("1.8倍", "每百户障碍数", "1.8", "倍", "multiple")]),
    ("发送旅客8万人次、货物3万吨,同比分别增长4.7%和5.2%。", [("8万人次", "发送旅客", "80000", "人次", None), ("3万吨", "货物", "30000", "吨", None), ("4.7%", "发送旅客", "4.7", "%", "yoy"), ("5.2%", "货物", "5.2", "%", "yoy")]),
    ("航班起降15.8万架次,投诉量比2018年减少四成。", [("15.8万架次", "航班起降", "158000", "架次", None), ("四成", "投诉量", "40", "%", "decline")]),
    ("抢修到达现场时限:城区不超过45分钟,农村不超过90分钟。", [("不超过45分钟", "城区抢修到达现场时限", "45", "分钟", None), ("不超过90分钟", "农村抢修到达现场时限", "90", "分钟", None)]),
    ("低压客户3个工作日内装表接电。", [("3个工作日内", "低压客户装表接电", "3", "个工作日", None)]),
    ("提案办结率、满意率均为100%。", [("100%", "提案办结率", "100", "%", None), ("100%", "满意率", "100", "%", None)]),
    ("为1.2万家小微企业减免水费逾860万元。", [("1.2万家", "小微企业", "12000", "家", None), ("逾860万元", "减免水费", "8600000", "元", None)]),
    ("服务半径由5公里缩小到3公里。", [("5公里", "服务半径", "5", "公里", None), ("3公里", "服务半径", "3", "公里", None)]),
    ("浊度稳定在0.08 NTU以下,高锰酸盐指数由4.6 mg/L降至2.1 mg/L。", [("0.08 NTU以下", "浊度", "0.08", "NTU", None), ("4.6 mg/L", "高锰酸盐指数", "4.6", "mg/L", None), ("2.1 mg/L", "高锰酸盐指数", "2.1", "mg/L", None)]),
]  # fmt: skip

NO_METRIC = [
    "学习贯彻十八届三中全会精神、十九届历次全会部署。",
    "用心守护客户的二十四节气。",
    "与船舶集团第七〇三研究所共建。",
    "581.12 17.85%",
    "坚持“两手抓、两不误”,从三个方面入手。",
    "把握四个环节,这六条经验值得推广。",
    "“五种精神”深入人心。",
    "二位顾客表示满意,经过一番努力问题解决。",
    "一位用户说,一次办好,一张网管到底。",
    "要正确处理百分之一和百分之百的关系。",
    "拨打95598号热线,办理4G业务。",
    "他三天两头往客户家跑。",
    "第一,加强领导;第二,明确责任。",
    "十年如一日坚守岗位。",
    "印发国发〔2020〕27号文件。",
    "始终把安全放在第一位。",
    "召开第一次会议,迈出第一步。",
    "召开第四届七次和八次会议。",
    "持有本公司5%(含5%)以上股份的股东没有变化。",
    "减少电子零件报废,委托E-0217所处理。",
    "旅客量翻了近三分之二番。",
]

PERIODS = [
    # text, period of its last figure
    ("2021年售电量56亿千瓦时。", "2021"),
    ("2021年8月至12月投入资金12万元。", "2021-08/2021-12"),
    ("2019年以来投入资金12万元。", "2019/.."),
    ("2021年投入资金12万元,其中8个站点在2022年被评为示范点。", "2022"),
    ("2021年投入资金12万元,新增站点8个。", "2021"),
    ("2021年完成技改。新增用户12万户。", "2021"),
    ("2021年完成技改。\n\n新增用户12万户。", None),
    ("2021年完成技改。目前共有用户12万户。", None),
    ("早在创业之初的2001年就完成技改。现服务用户12万户。", None),
    ("收入比2019年增长12%。", None),
    ("总投资由2020年的12亿元增至15亿元。", None),
    ("收入32亿元(2020年:30亿元),增长8%。", None),
    ("根据《2020年行动计划》,建成站点12座。", None),
    ("2021年和2022年分别新建充电桩1200个、1800个。", "2022"),
]

TARGETS = [
    # text, are its figures promised?
    ("力争新增用户5万户。", [True]),
    ("计划投资12亿元。", [True]),
    ("装机时限承诺为24小时,目前已达到5小时。", [True, False]),
    ("要求各单位走访客户20户,明确每户走访2次。", [True, True]),
    ("到2030年,充电桩将达到2万个。", [True]),
    ("主要指标提升,建成站点12座。", [False]),
    ("将12台设备交付使用。", [False]),
    ("按照上级要求,建成站点12座。", [False]),
    ("完成年计划的98%。", [False]),
    ("建成了12座泵站。", [False]),
    ("提前完成本年“新增6万台”任务。", [True]),
    ("各班组均达考核要求;机要文件投递32件。", [False]),
]

RANKS = [
    # text, (indicator, unit, scope, position) of its last figure
    ("客户满意度99.2%,位居全省第二。", ("客户满意度", "%", "全省", 2)),
    ("售电量位列沿海城市供电企业首位。", ("售电量", "名", "沿海城市供电企业", 1)),
    ("世界企业300强中的排名由2011年的第86位上升至2015年的第64位。", ("世界企业300强中的排名", "名", None, 64)),
    ("以99.2%的满意率位居全行第一。", ("满意率", "%", "全行", 1)),
    ("5G渗透率达到52.3%,居全省首位。", ("5G渗透率", "%", "全省", 1)),
    ("群众满意率98.6%,在全市窗口单位中排名第一。", ("群众满意率", "%", None, 1)),
    ("热线测评连续三年排名第一。", ("热线测评", "名", None, 1)),
    ("建成世界第二大换流站。", ("换流站", "名", "世界", 2)),
    ("客户服务考核名列全国第298位。", ("客户服务考核", "名", "全国", 298)),
    ("取得三项全省第一。", ("全省第一", "项", None, None)),
]


@pytest.mark.parametrize(("text", "rows"), FIGURES, ids=[row[0] for row in FIGURES])
def test_figures(text: str, rows: list[tuple[str, str, str, str, str | None]]) -> None:
    found = [(m.value_text, m.indicator, m.quantity.value, m.quantity.unit, m.change) for m in metrics(text)]
    assert found == [(quote, indicator, Decimal(value), unit, change) for quote, indicator, value, unit, change in rows]


@pytest.mark.parametrize("text", NO_METRIC)
def test_numbers_that_measure_nothing(text: str) -> None:
    assert metrics(text) == ()


@pytest.mark.parametrize(("text", "period"), PERIODS, ids=[row[0] for row in PERIODS])
def test_period(text: str, period: str | None) -> None:
    assert metrics(text)[-1].period == period


def test_a_heading_gives_its_year() -> None:
    found = metrics(
        "水务集团工作报告\n\n一、2021年工作回顾\n\n售水量达到12亿立方米。\n\n二、下一步打算\n\n建设泵站12座。"
    )
    assert [(m.period, m.target) for m in found] == [("2021", False), (None, True)]


@pytest.mark.parametrize(("text", "targets"), TARGETS, ids=[row[0] for row in TARGETS])
def test_target(text: str, targets: list[bool]) -> None:
    assert [metric.target for metric in metrics(text)] == targets


def test_what_a_plan_states_is_a_target() -> None:
    text = "各单位走访客户20户,已建成站点3座。"
    assert [metric.target for metric in metrics(text, genre="方案")] == [True, False]
    assert [metric.target for metric in metrics(text, genre="总结")] == [False, False]


@pytest.mark.parametrize(("text", "expected"), RANKS, ids=[row[0] for row in RANKS])
def test_rank(text: str, expected: tuple[str, str, str | None, int | None]) -> None:
    found = metrics(text)[-1]
    scope, position = (found.rank.scope, found.rank.position) if found.rank else (None, None)
    assert (found.indicator, found.quantity.unit, scope, position) == expected


def test_figures_of_one_name_under_a_common_one() -> None:
    texts = ("用户满意度98%。", "服务满意率98%。", "患者满意度为98%。")
    assert {metric.indicator_canonical for text in texts for metric in metrics(text)} == {"客户满意率"}
    assert [metric.indicator_canonical for metric in metrics("喷泉98座。")] == [None]


def test_a_figure_belongs_to_the_document_and_names_its_rule() -> None:
    [found] = metrics("售水量12亿立方米。")
    assert found.subject == "某公司"
    assert found.mention.rule == "metrics.before_head"
    assert 0 < found.mention.confidence <= 1


def test_noise_states_nothing() -> None:
    document, segmentation, found = analysed(
        "水务报告\n\n售水量12亿立方米。\n\n导语:水务报告一文由网友上传,共3篇,不代表本站观点。"
    )
    assert any(passage.noise for passage in segmentation.passages)
    assert [m.value_text for m in found] == ["12亿立方米"]
    assert document.text


def table(lines: str) -> tuple[Metric, ...]:
    """The figures of a document whose second passage is a table as formats state it."""
    text = "2022年度报告\n" + lines
    blocks = (Block(Span(0, 8), "heading", 1), Block(Span(9, len(text)), "table"))
    document = Document(
        "report", RawDocument("report", "", text, "text/plain"), text, Alignment((), len(text)), blocks=blocks
    )
    segmentation = segment(document, LEXICON)
    times = find_times(document, segmentation, Profile(), LEXICON)
    return find_metrics(document, segmentation, Profile(), times, LEXICON)


def test_a_table_names_its_figures_by_row_and_column() -> None:
    found = table("指标\t2020年\t2021年\n存款余额(亿元)\t318.6\t352.4\n满意率(%)\t95.8\t96.9")
    assert [(m.indicator, m.quantity.value, m.quantity.unit, m.period) for m in found] == [
        ("存款余额", Decimal("31860000000"), "元", "2020"),
        ("存款余额", Decimal("35240000000"), "元", "2021"),
        ("满意率", Decimal("95.8"), "%", "2020"),
        ("满意率", Decimal("96.9"), "%", "2021"),
    ]


def test_a_table_that_a_page_breaks_goes_on() -> None:
    text = "报告\n\n单位:元\n项目\t2021年\t2020年\n收入\t12\t13\n\n股东权益:\n\n股本\t8\t9"
    found = [m for m in metrics(text) if m.mention.rule == "metrics.table"]
    assert [(m.indicator, str(m.quantity.value), m.period) for m in found] == [
        ("收入", "12", "2021"),
        ("收入", "13", "2020"),
        ("股本", "8", "2021"),
        ("股本", "9", "2020"),
    ]
    apart = text.replace("股东权益:", "下面另列一张没有表头的表,与上表没有任何关系,也没有年份。")
    assert [m.indicator for m in metrics(apart) if m.mention.rule == "metrics.table"] == ["收入", "收入"]


def test_a_reference_that_has_no_column_is_left_out() -> None:
    found = table("\t2021年\t2020年\n资产\t附注\n货币资金\t五.1\t12元\t13元")
    assert [(m.indicator, str(m.quantity.value), m.period) for m in found] == [
        ("货币资金", "12", "2021"),
        ("货币资金", "13", "2020"),
    ]


def test_a_table_of_things_by_measure() -> None:
    found = table("路段\t里程(公里)\t达标率\n东线\t212.4\t94.6%\n西线\t—\t93.7%")
    assert [(m.indicator, m.value_text, m.quantity.unit, m.period) for m in found] == [
        ("东线里程", "212.4", "公里", "2022"),
        ("东线达标率", "94.6%", "%", "2022"),
        ("西线达标率", "93.7%", "%", "2022"),
    ]


@pytest.mark.parametrize("lines", ["甲\t12\n乙\t13", "名称\t编号\n甲\t1024", "名称\t里程(公里)\t宽(米)\n甲\t12"])
def test_numbers_of_tables_that_say_too_little(lines: str) -> None:
    assert table(lines) == ()


MIXED = st.text(
    alphabet="0123456789.,%-年月一二三十百万亿多余第近约超占比同增长下降达到分别全省名位个家元次的和、,，。;；(“”)其中满意率用户服务被",
    max_size=80,
)


@settings(deadline=None)
@given(MIXED)
def test_every_figure_stands_in_its_sentence(text: str) -> None:
    document, segmentation, found = analysed("报告" + text, "2022-09")
    for metric in found:
        assert segmentation.sentences[metric.mention.sentence].span.contains(metric.mention.span)
        assert metric.mention.span.of(document.text) == metric.value_text
        assert metric.value_text and metric.indicator


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    analysed("报告" + text.replace("\0", "").encode("utf-8", "ignore").decode())


RANKED = [
    # text                                                   value, unit, position
    ("满意度86.7分,在全省十四个地市中排名第三。", [("86.7", "分", 3), ("14", "个", None)]),
    ("得分4.96分,列同量级机场第3位。", [("4.96", "分", 3)]),
    ("投放贷款8亿元,贷款投放额居全市第一。", [("800000000", "元", 1)]),
    ("投放贷款8亿元,满意率居全市第一。", [("800000000", "元", None), ("1", "名", 1)]),
    ("售气量9万立方米,居各县区之首。", [("90000", "立方米", 1)]),
    ("客流占比达到41%,行业增长排名第一。", [("41", "%", 1)]),
    ("满意度测评由2021年的第六位上升到第二位。", [("6", "名", 6), ("2", "名", 2)]),
    ("我市代表队获团体第一名。", [("1", "名", 1)]),
]


RANKED_NAMES = [
    # text, what is ranked and where
    ("全市第一,增速位居全省第二。", [("增速", "全省", 2)]),
    ("满意率排名由第六位上升到第二位。", [("满意率排名", None, 6), ("满意率排名", None, 2)]),
    ("产品位列同类市场占有率第一位。", [("同类市场占有率", "同类市场占有率", 1)]),
]


@pytest.mark.parametrize(("text", "expected"), RANKED_NAMES, ids=[row[0] for row in RANKED_NAMES])
def test_what_is_ranked(text: str, expected: list[tuple[str, str | None, int]]) -> None:
    ranked = [(m.indicator, m.rank.scope, m.rank.position) for m in metrics(text) if m.rank]
    assert ranked == expected


@pytest.mark.parametrize(("text", "expected"), RANKED, ids=[row[0] for row in RANKED])
def test_ranks(text: str, expected: list[tuple[str, str, int]]) -> None:
    found = metrics(text)
    assert [(str(m.quantity.value), m.quantity.unit, m.rank and m.rank.position) for m in found] == expected


PERIODS = [
    # text, document's date, the figures' periods
    ("2023年工作总结\n\n一、主要做法\n\n走访客户12户。", None, [None]),
    ("2023年工作总结\n\n一、2022年情况\n\n走访客户12户。", None, ["2022"]),
    ("全年走访客户12户。检修线路3条。", "2023-05", ["2023", "2023"]),
    ("今年上半年走访客户12户。检修线路3条。", "2023-08", ["2023-01/2023-06", "2023-01/2023-06"]),
    ("2022年10月成立的服务中心,受理咨询12件。", None, [None]),
    ("售电量12万千瓦时,较去年同期的10万千瓦时有所增长。", "2023-08", [None, "2022"]),
    ("(一)部署阶段(3月10日至4月15日)。发放公开信12份。", "2023-03", ["2023-03-10/2023-04-15"]),
    ("截至2023年3月31日止年度,实现收入12万元。", None, ["2022-04/2023-03"]),
    ("截至2023年6月30日止六个月,实现收入12万元。", None, ["2023-01/2023-06"]),
    # an annual report is about its year, whenever it was written
    ("某公司2022年年度报告\n\n一、概况\n\n用户达到12万户。", "2023-04", ["2022"]),
    ("某公司2022年年度报告\n\n一、概况\n\n注册资本12万元,全年收入8万元。", "2023-04", [None, "2022"]),
    ("某公司2022年年度报告\n\n一、概况\n\n用户达到12万户。承诺2小时内修复。", "2023-04", ["2022", None]),
    ("某公司2022年年度报告\n\n一、概况\n\n本期收入8万元,累计捐款3万元。", "2023-04", ["2022", "2022"]),
    ("某公司公布二零二二年全年业绩\n2023-02-09\n\n年内完成项目12个。", "2023-02-09", ["2022"]),
    ("某公司2022年工作总结\n\n一、概况\n\n用户达到12万户。", "2023-04", [None]),
    # a bulletin is about the days below its title, news of a report about the report's year
    ("服务热线情况通报\n(2019年5月6日—5月12日)\n一、概况\n\n受理工单12件。", None, ["2019-05-06/2019-05-12"]),
    ("9月4日,某公司发布《2023年社会责任报告》。\n\n公司供水12万吨。", None, ["2023"]),
    ("某公司连续三年发布《2019年社会责任报告》。\n\n公司供水12万吨。", None, [None]),
    ("江海日报1月17日讯 2011年,全市供水12万吨。实现税利8万元。", None, ["2011", "2011"]),
    # units of a firm are none of figures, which go on with the lines above
    ("2008年,全局开展创建活动。\n\n授予12个单位为文明窗口。", None, [None]),
    # what is told of some years is not told of the next sentence
    ("2019年办起两个站点。三年多来,共服务1200人次。", None, ["2019", None]),
    ("五年来投入资金12万元。走访客户8户。", "2023-08", ["2019/2023", None]),
    (
        "五年来投入资金12万元,售电量由2017年的8万千瓦时增加到2022年的9万千瓦时。",
        "2023-08",
        ["2018/2022", "2017", "2022"],
    ),
    ("该站2018年5月在城区开业,配备设备12台。", None, [None]),
    # what was done by then; what only tells which ones are meant; a peak
    ("截至去年底,管网改造已经完成,敷设管线12公里。", "2021-03", ["2020-12"]),
    ("今年将检修2016年后投运的变电站12座、改造线路3公里。", "2021-03", ["2021", "2021"]),
    (
        "2020年1月,收入完成12万元。满意率达98%,较去年提高2倍。检修线路3条。",
        None,
        ["2020-01", "2020-01", "2020-01", "2020-01"],
    ),
    ("2019年最大日供水量达12万吨。建成后可供水8万吨。", None, ["2019", None]),
    # 目前 under a heading that names the year it tells of, not under one of plans too
    ("2023年工作总结\n\n一、2023年工作情况\n\n目前走访客户12户。检修线路3条。", None, ["2023", "2023"]),
    ("2023年工作总结\n\n一、问题和2024年打算\n\n目前走访客户12户。检修线路3条。", None, [None, None]),
    ("2016年,该站抓好服务。\n\n这一年,走访客户12户。", None, ["2016"]),
    ("2004 年7 月19 日划走12万元。", None, ["2004-07-19"]),
    ("加上年初可供分配利润3亿元。", "2024-03", [None]),
    ("2014年用电量达12万度,相当于2012年电量的总和,回收电费3元。", None, ["2014", "2014"]),
]


OWNERS = [
    # text, whose its figures are
    ("今年,东海公司完成投资12亿元,西山公司实现收入3亿元。", [("投资", "东海公司"), ("收入", "西山公司")]),
    (
        "东海公司售电量3亿千瓦时,增长5%,全省售电量9亿千瓦时。",
        [("售电量", "东海公司"), ("售电量", "东海公司"), ("售电量", "某公司")],
    ),
    ("(1)东海公司。完成投资12亿元。", [("投资", "东海公司")]),
    (
        "总结\n\n一、东海公司\n\n完成投资12亿元。\n\n二、其他\n\n完成投资8亿元。",
        [("投资", "东海公司"), ("投资", "某公司")],
    ),
    ("在东海公司支持下,建成站点3座。", [("建成站点", "某公司")]),
    ("东海公司、西山公司共建站点3座。", [("东海公司、西山公司共建站点", "某公司")]),
]


@pytest.mark.parametrize(("text", "expected"), OWNERS, ids=[row[0] for row in OWNERS])
def test_whose_a_figure_is(text: str, expected: list[tuple[str, str]]) -> None:
    document, segmentation = read(text)
    profile = Profile(org="某公司")
    times = find_times(document, segmentation, profile, LEXICON)
    found = find_metrics(document, segmentation, profile, times, LEXICON, entities(text))
    assert [(metric.indicator, metric.subject) for metric in found] == expected


SHARED = [
    # figures that share their unit, their head or their verb: (indicator, value, unit) of each
    ("东海、西山两局分别发展用户3和8万户。", [("东海发展用户", "30000", "户"), ("西山发展用户", "80000", "户")]),
    ("分别新增终端3、5和8个。", [("新增终端", "3", "个"), ("新增终端", "5", "个"), ("新增终端", "8", "个")]),
    ("提供50、100、150元套餐。", [("提供", "50", "元"), ("提供", "100", "元"), ("套餐", "150", "元")]),
    ("东海、西山分别有3个和5个营业厅。", [("东海营业厅", "3", "个"), ("西山营业厅", "5", "个")]),
    (
        "水电、火电分别完成发电量3亿千瓦时和5亿千瓦时。",
        [("水电发电量", "300000000", "千瓦时"), ("火电发电量", "500000000", "千瓦时")],
    ),
    (
        "手机、宽带、电视用户分别完成计划的98%、97%、91%。",
        [("手机用户", "98", "%"), ("宽带用户", "97", "%"), ("电视用户", "91", "%")],
    ),
    ("收入、利润总额分别增长5%和8%。", [("收入", "5", "%"), ("利润总额", "8", "%")]),
    ("东海、西山两局同比分别增长6.4%和11.5%。", [("东海", "6.4", "%"), ("西山", "11.5", "%")]),
    ("走访2、3个站。", [("走访站", "2", "个")]),
    (
        "东、中和西部地区营业厅分别达到3万、5.5万和8万家。",
        [("东部地区营业厅", "30000", "家"), ("中部地区营业厅", "55000", "家"), ("西部地区营业厅", "80000", "家")],
    ),
    ("1、5个班组参加。", [("班组", "5", "个")]),
]


@pytest.mark.parametrize(("text", "expected"), SHARED, ids=[row[0] for row in SHARED])
def test_figures_that_share_words(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = [(m.indicator, f"{m.quantity.value}", m.quantity.unit) for m in metrics(text)]
    assert [row for row in found if row[2] != "局"] == expected


@pytest.mark.parametrize(("text", "date", "expected"), PERIODS, ids=[row[0] for row in PERIODS])
def test_periods(text: str, date: str | None, expected: list[str | None]) -> None:
    assert [metric.period for metric in metrics(text, date)] == expected


PLANNED = [
    # text, genre, title: whether its figure is planned
    ("授予12个班组称号。", "通知", "关于表彰先进集体的通知", False),
    ("新增设备12台。", "通知", "关于做好旺季服务工作的通知", True),
    ("新增设备12台。", "方案", None, True),
    ("2021年新增设备12台。", "方案", None, False),
    ("回顾\n\n一、存在的问题和打算\n\n流失率达到12%。", "总结", None, False),
    ("新增设备12台。", "报道", "服务承诺", True),
    ("新增设备12台。", "报道", "某公司提前完成全年计划", False),
    ("订下能耗降低12%的目标。", "报道", None, True),
    ("圆满完成能耗降低12%的目标。", "报道", None, False),
    ("为此积极争取上级支持,新增设备12台。", "报道", None, False),
    ("讲话\n\n一、肯定成绩\n\n成绩不小。\n\n二、真抓实干\n\n新增设备12台。", "讲话", None, True),
]


@pytest.mark.parametrize(("text", "genre", "title", "expected"), PLANNED, ids=[row[0] for row in PLANNED])
def test_what_is_planned(text: str, genre: Genre, title: str | None, expected: bool) -> None:
    document, segmentation = read(text)
    profile = Profile(title=title, date="2022-03", genre=genre)
    times = find_times(document, segmentation, profile, LEXICON)
    assert [m.target for m in find_metrics(document, segmentation, profile, times, LEXICON)] == [expected]


TABLES = [
    # lines: indicator, value, unit, period, change
    ("单位:万元\n指标\t2021年\t2022年\n收入\t12\t13\n支出\t8\t9", [("收入", "120000", "元", "2021", None), ("收入", "130000", "元", "2022", None), ("支出", "80000", "元", "2021", None), ("支出", "90000", "元", "2022", None)]),
    ("指标|2022年|同比(%)\n收入(万元)|12|-6.0", [("收入", "120000", "元", "2022", None), ("收入", "-6", "%", "2022", "yoy")]),
    ("|地区|投诉量(件)|\n|---|---|\n|东部|120|", [("东部投诉量", "120", "件", None, None)]),
    ("单位:新台币亿元\n项目\t民国112年\t民国111年\n营业收入\t66.1\t47.3", [("营业收入", "6610000000", "新台币元", "2023", None), ("营业收入", "4730000000", "新台币元", "2022", None)]),
    ("项目|目标值|实际|较上年\n满意度|≥90分|93.8分|提高1.5分", [("满意度", "90", "分", None, None), ("满意度", "93.8", "分", None, None), ("满意度", "1.5", "分", None, "yoy")]),
    ("单位:元\n项目\t金额\n现金流量净额\t(105,584.56)\n每股收益\t(1.18)", [("现金流量净额", "-105584.56", "元", None, None), ("每股收益", "-1.18", "元", None, None)]),
    ("单位:万元\n姓名\t年龄\t报酬\n王某\t61\t5", [("王某年龄", "61", "岁", None, None), ("王某报酬", "50000", "元", None, None)]),
    ("利润\t收益率(%)\t\t每股收益(元)\t\n\t摊薄\t加权\t摊薄\t加权\n净利润\t11.47\t12.15\t0.33\t0.35", [("净利润收益率摊薄", "11.47", "%", None, None), ("净利润收益率加权", "12.15", "%", None, None), ("净利润每股收益摊薄", "0.33", "元", None, None), ("净利润每股收益加权", "0.35", "元", None, None)]),
    ("2021年情况如下:\n单位:元\n项目\t第一季度\t第二季度\n收入\t12\t13", [("收入", "12", "元", "2021-01/2021-03", None), ("收入", "13", "元", "2021-04/2021-06", None)]),
    ("2021年情况如下:\n单位:元\n项目\t调整前\t调整前\n收入\t12\t13", [("收入调整前", "12", "元", None, None), ("收入调整前", "13", "元", None, None)]),
    ("单位:股\n\t变动前\t本次增减\t\t变动后\n\t\t送股\t小计\t\n一、流通股份\t\t\t\t\n1、A股\t100\t20\t20\t120", [("A股变动前", "100", "股", None, None), ("A股本次增减送股", "20", "股", None, None), ("A股本次增减小计", "20", "股", None, None), ("A股变动后", "120", "股", None, None)]),
    ("单位:元\n资产\t行次\t2021\t2020\t负债及股东权益\t2021\t2020\n现金\t1\t12\t13\t借款\t8\t9", [("现金", "12", "元", "2021", None), ("现金", "13", "元", "2020", None), ("借款", "8", "元", "2021", None), ("借款", "9", "元", "2020", None)]),
    ("单位:元\n股东\t持股数\t比例\n甲公司\t1,200\t12.5\n乙公司\t900\t0.9\n丙公司\t800\t0.8‰", [("甲公司持股数", "1200", "股", None, None), ("甲公司比例", "12.5", "%", None, None), ("乙公司持股数", "900", "股", None, None), ("丙公司持股数", "800", "股", None, None), ("丙公司比例", "0.8", "‰", None, None)]),
    ("项目\t2003年末\t2002年末\n股东权益（不含少数股东权益）（万元）\t305,351.94\t295,350.88", [("股东权益", "3053519400", "元", "2003-12", None), ("股东权益", "2953508800", "元", "2002-12", None)]),
    # headings of three rows, in the middle of their columns too; a title above; a row of nil; a reference without a column
    ("单位:元\n\t\t2004-12-31\t\t2003-12-31\t\n负债\t附注\t\t\t\t\n\t\t合并\t母公司\t合并\t母公司\n借款\t15\t54\t39\t49\t-", [("借款", "54", "元", "2004-12-31", None), ("借款母公司", "39", "元", "2004-12-31", None), ("借款", "49", "元", "2003-12-31", None)]),
    ("单位:元\n项目\t\t2023年\t\t\t2022年\t\n\t原值\t准备\t净值\t原值\t准备\t净值\n存货\t9\t1\t8\t7\t2\t5", [("存货原值", "9", "元", "2023", None), ("存货准备", "1", "元", "2023", None), ("存货净值", "8", "元", "2023", None), ("存货原值", "7", "元", "2022", None), ("存货准备", "2", "元", "2022", None), ("存货净值", "5", "元", "2022", None)]),
    ("单位:股\n前三名股东持股情况\t\t\n股东\t持股数\t增减\n甲公司\t1,200\t30", [("甲公司持股数", "1200", "股", None, None), ("甲公司增减", "30", "股", None, None)]),
    ("单位:元\n债务转为资本\t-\t-\n净利润\t12\t13", []),
    ("单位:元\n账龄\t2023年\t2022年\n一年以内\t12\t13\n三年以上\t8\t-", [("一年以内", "12", "元", "2023", None), ("一年以内", "13", "元", "2022", None), ("三年以上", "8", "元", "2023", None)]),
    ("| |\n2021年第一季度 |\n2021年第二季度 |\n| 营业收入(亿元) |\n12 |\n15 |", [("营业收入", "1200000000", "元", "2021-01/2021-03", None), ("营业收入", "1500000000", "元", "2021-04/2021-06", None)]),
    ("项目\t原水\t出水\n浊度/NTU\t5.4\t0.06", [("浊度原水", "5.4", "NTU", None, None), ("浊度出水", "0.06", "NTU", None, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), TABLES, ids=[row[0] for row in TABLES])
def test_tables_in_plain_text(lines: str, expected: list[tuple[str, str, str, str | None, str | None]]) -> None:
    found = [m for m in metrics(f"经营情况\n\n{lines}") if m.mention.rule == "metrics.table"]
    assert [(m.indicator, str(m.quantity.value), m.quantity.unit, m.period, m.change) for m in found] == expected


STATED_UNITS = [
    # lines above the row, the row, (indicator, value, unit, period) of its figures
    (
        "项目\t2023年\t2022年\n\t港币百万元\t港币百万元",
        "收入\t326.5\t300",
        [("收入", "326500000", "港元", "2023"), ("收入", "300000000", "港元", "2022")],
    ),
    (
        "主要数据\n(以人民币百万元列示)\n项目\t2023年\t2022年",
        "收入\t326.5\t300",
        [("收入", "326500000", "元", "2023"), ("收入", "300000000", "元", "2022")],
    ),
    ("除另有注明外,金额单位均为人民币千元。\n项目\t2023年", "收入\t326", [("收入", "326000", "元", "2023")]),
    ("单位 : 千元 币种 : 人民币\n项目\t2023年", "收入\t326", [("收入", "326000", "元", "2023")]),
    ("人民币万元\n项目\t2023年", "收入\t326", [("收入", "3260000", "元", "2023")]),
    ("表2 2023年分县业务量(万件)\n县名\t业务量", "南山县\t36.5", [("南山县业务量", "365000", "件", "2023")]),
    (
        "2023年1-9月指标\n指标\t单位\t本月\t本月累计\t同比(%)",
        "货运量\t万吨\t36\t412\t-4.2",
        [
            ("货运量", "360000", "吨", "2023-09"),
            ("货运量", "4120000", "吨", "2023-01/2023-09"),
            ("货运量", "-4.2", "%", "2023-01/2023-09"),
        ],
    ),
    # what nothing tells the unit of is a figure still, but not a sure one
    ("科室\t门诊量\t备注", "内科\t3512\t12", [("内科门诊量", "3512", "", None)]),
    (
        "项目\t2023年\t增减%",
        "每股收益\t0.35\t6.1",
        [("每股收益", "0.35", "元", "2023"), ("每股收益", "6.1", "%", "2023")],
    ),
]


@pytest.mark.parametrize(("heads", "row", "expected"), STATED_UNITS, ids=[each[0] for each in STATED_UNITS])
def test_units_that_stand_around_a_table(
    heads: str, row: str, expected: list[tuple[str, str, str, str | None]]
) -> None:
    found = metrics(f"{heads}\n{row}\n")
    assert [(m.indicator, f"{m.quantity.value:f}", m.quantity.unit, m.period) for m in found] == expected
    assert all(m.mention.confidence > 0.5 for m in found if m.quantity.unit)
    assert all(m.mention.confidence <= 0.5 for m in found if not m.quantity.unit)
