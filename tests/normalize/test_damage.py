"""What damage is undone, kind by kind, and that clean text is left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpusdoc.load import load_bytes
from corpusdoc.model import RawDocument, Span
from corpusdoc.normalize import normalize
from tests.normalize.damaging import (
    KINDS,
    LEXICON,
    WRAPS,
    Kind,
    clean_texts,
    filtered,
    noted,
    noted_in_bytes,
    paragraphs_restored,
    places_restored,
    repaired,
    restored,
    spaced,
    traditional,
    wrapped,
)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_kind_of_damage_is_undone(kind: Kind) -> None:
    assert restored(kind) >= kind.floor


def test_nine_in_ten_split_characters_are_found_again() -> None:
    good, every = places_restored()
    assert every >= 20
    assert good >= 0.9 * every


@pytest.mark.parametrize(("written", "read"), [("utf-8", "latin-1"), ("gb18030", "latin-1"), ("utf-8", "gb18030")])
def test_a_file_of_garbled_text_is_text(written: str, read: str) -> None:
    garbled = clean_texts()[0].encode(written).decode(read, "replace")
    raw = load_bytes(garbled.encode(), "a.txt")
    assert raw.text == garbled
    assert normalize(raw, LEXICON).damage == ("mojibake",)


@pytest.mark.parametrize("text", clean_texts(), ids=lambda text: text[:12])
def test_clean_text_is_left_alone(text: str) -> None:
    document = repaired(text)
    assert document.text == text
    assert (document.score, document.doubts) == (100, ())


SPLIT = [
    # shown, repaired
    (
        "每一道工序?qū)ο乱画h(huán)節都有標(biāo)準(zhǔn)，創(chuàng)新服務(wù)",
        "每一道工序对下一环节都有标准，创新服务",
    ),
    ("咨詢?nèi)\ue074轿粷B透，網(wǎng)絡(luò)優(yōu)化", "咨询全方位渗透，网络优化"),
    ("堅持?jǐn)?shù)十年如一日，業(yè)務(wù)規(guī)範", "坚持数十年如一日，业务规范"),
    ("推行首問負(fù)責(zé)制，服務(wù)到位，使?fàn)I銷水平提高", "推行首问负责制，服务到位，使营销水平提高"),
    ("前景廣闊??梢灶A(yù)見，質(zhì)量標(biāo)準(zhǔn)提升", "前景广阔。可以预见，质量标准提升"),
]


NOTED = "優(yōu)質(zhì)服務(wù)，標(biāo)準(zhǔn)先行。"
CUT = [
    # shown, between notes that tell of the converter, and repaired
    ("落實各項要求?；\ue2a2驹O施建設和服務改進，", "落实各项要求。基本设施建设和服务改进，"),
    ("把服務變成日?；\ue1d6⑿蜗蠡\ue1ea墓ぷ?", "把服务变成日常化、形象化的工作"),
    ("窗口服務的時間?？梢灶A約辦理，市民滿意", "窗口服务的时间。可以预约办理，市民满意"),
    ("服務質量提高?：笄诒Ｕ?，電話暢通", "服务质量提高。后勤保障，电话畅通"),
    ("完成任務(wù)?，F(xiàn)將情況通報", "完成任务。现将情况通报"),
    ("什么?，誰(shuí)?今天ok", "什么?，谁?今天ok"),
]


@pytest.mark.parametrize(("shown", "text"), CUT)
def test_characters_that_a_sign_cut_in_two_are_read_again(shown: str, text: str) -> None:
    assert repaired(NOTED + shown).text == "优质服务，标准先行。" + text


def test_halves_that_nothing_completes_are_doubted() -> None:
    document = repaired(NOTED + "用時52分鐘?！?月3日上午")
    assert "lost.split" in {doubt.rule for doubt in document.doubts}


def test_without_notes_a_question_mark_before_a_sign_is_one() -> None:
    assert repaired("落实各项要求?；驹设施").text == "落实各项要求?；驹设施"


@pytest.mark.parametrize(("shown", "text"), SPLIT)
def test_runs_out_of_step_are_read_in_step(shown: str, text: str) -> None:
    document = repaired(shown)
    assert document.text == text
    assert any(repair.rule == "mojibake.shifted" for repair in document.repairs)


def test_notes_without_tones_go_where_there_are_many() -> None:
    text = "局領(ling)導(dao)(dao)要求(qiu)全體員(yuan)(yuan)(yuan)工(gong)履行(xing)(xing)職責(ze)，保障(zhang)供水(shui)(ISO)"
    document = repaired(text)
    assert document.text == "局领导要求全体员工履行职责，保障供水(ISO)"
    assert (
        repaired("重(chong)庆、单(shan)县、乐(yue)清、蔚(yu)县").text == "重(chong)庆、单(shan)县、乐(yue)清、蔚(yu)县"
    )


def test_what_cannot_be_undone_is_doubted() -> None:
    document = repaired("服務(wù)業(yè)務(wù)，質(zhì)量全?zzz)年達(dá)到12萬元，增加\ufffd3%。")
    assert {doubt.rule for doubt in document.doubts} == {"lost.split", "lost.replacement"}
    assert "mojibake" in document.damage


def test_the_same_character_fills_several_gaps_and_others_are_doubted() -> None:
    text = (
        "公司始终牢记社会责任，坚持社会效益优先，全心全意服务群众。\n"
        "在促进社会和谐中主动担当，在推动社会发展中走在前列，得到好评。\n"
        "职工积极参与社会公益，全年网点服务保持稳定，用户表示满意。"
    )
    document = repaired(filtered(text, "社").replace("网点", " 点"))
    assert document.text == text.replace("网点", " 点")
    assert [doubt.rule for doubt in document.doubts] == ["lost.dropped"]
    assert "dropped" in document.damage


def test_names_in_a_row_hide_no_characters() -> None:
    text = "途经站点：东环路 劲松一区 农光路 农光里 沙板庄 松江路 华腾大厦 海文大厦，途经时间约五十分钟，首班车六点发出，末班车夜里十点收车。"
    assert repaired(text).text == text


UNREAD = [
    # text, what is lost in it
    ("满意率达到?8.6%，比上年提高", ["?"]),
    ("走访居民????户，收到建议", ["????"]),
    ("总结经?验，查找不?足，落实?措施。", ["?", "?", "?"]),
    ("????2021????\n全年平稳。", ["????"]),
    ("开展“□□□”活动，完成□.8万户", ["□□□", "□"]),
    ("获得■旗二十五面", ["■"]),
    ("办事难不难?群众说了算。效果怎么样??大家评。为什么?原因有三。谁来管?20人组成专班", []),
    ("办得好?不好?好", []),
    ("性别：□男□女　□适用 √不适用\n是否上市□是□否\n■重点工作\n的影响□适用□不适用", []),
]


@pytest.mark.parametrize(("text", "lost"), UNREAD)
def test_signs_that_stand_for_lost_characters_are_doubted(text: str, lost: list[str]) -> None:
    document = repaired(text)
    assert document.text == text
    assert [doubt.span.of(text) for doubt in document.doubts if doubt.rule == "lost.replacement"] == lost


MISREAD = [
    ("全年供水l.2亿立方米，满意率1OO%", ["l.2", "1OO"]),
    ("受理业务2,3O0个，共I2万元", ["2,3O0", "I2"]),
    ("推广O2O模式，O3年均浓度下降，iPhone12个，5l水，H2O个，Windows10个，第1I标段", []),
]


@pytest.mark.parametrize(("text", "misread"), MISREAD)
def test_letters_in_figures_are_doubted(text: str, misread: list[str]) -> None:
    document = repaired(text)
    assert document.text == text
    assert [doubt.span.of(text) for doubt in document.doubts] == misread


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("同比增长3。5%，提高1·2个百分点。", "同比增长3.5%，提高1.2个百分点。"),
        ("完成任务12。98%的用户", "完成任务12.98%的用户"),
        ("目标是2020。其中5人", "目标是2020。其中5人"),
    ],
)
def test_points_of_figures(shown: str, text: str) -> None:
    assert repaired(shown).text == text


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("領(ling3)導(dao3)思(si1)想，客户满意率(lv4)", "领导思想，客户满意率"),
        ("領[lǐng]導[dǎo]思[sī]想(1)[2]", "领导思想(1)[2]"),
        ("領( lǐng )導( dǎo )思( sī )想", "领导思想"),
        ("甲(a1)乙(b2)丙(c3)标段", "甲(a1)乙(b2)丙(c3)标段"),
        ("服务⼾数增⻓，⽤⼾满意", "服务户数增长，用户满意"),
        ("衞生部門羣眾監督，新綫啟用，床枱牀位", "卫生部门群众监督，新线启用，床台床位"),
    ],
)
def test_other_notes_and_forms_of_characters(shown: str, text: str) -> None:
    assert repaired(shown).text == text


HONEST = [
    "参加座谈的有：李建国 王海燕 欧阳明 周小川 郑大伟，会议由工会主席主持，历时一个半小时，气氛热烈。",
    "换乘站点：东门路 西门大桥 北环一区换乘站点：南湖路 新街口 人民公园，全程共设站点二十三处，票价两元。",
    "2015年 公司成立，2016年 主营业务上市，2019年 技术中心落成，2021年 海外公司开业，员工增加到三千人。",
    "标语有：科技创造未来 服务赢得信赖，质量铸就品牌 诚信奠定基业，安全重于泰山 责任大于一切，全厂悬挂。",
]


@pytest.mark.parametrize("text", HONEST)
def test_blanks_that_are_meant_are_no_losses(text: str) -> None:
    document = repaired(text)
    assert (document.text, document.doubts) == (text, ())


def test_a_name_cut_short_is_no_other_word() -> None:
    text = "农信社系统分三级，农信社网点增加，农信社人员稳定，农信社业务发展，农信社用户满意，得到好评。"
    assert not [repair for repair in repaired(filtered(text, "社")).repairs if repair.rule == "dropped.filled"]


def broken(text: str, columns: int) -> list[str]:
    """The text in lines of so many columns."""
    lines, line = [], ""
    for char in text:
        if len((line + char).encode("gbk")) > columns:
            lines.append(line)
            line = ""
        line += char
    return [*lines, line]


PROSE = (
    "全年电网运行平稳，供电可靠率稳步提升，客户服务不断改进，停电时间比上年减少12.6小时。营业窗口推行首问负责制和限时办结制，"
    "一次办结率达到98%以上，群众投诉明显下降；抢修队伍全天值守，平均到达现场时间缩短为35分钟，得到社会各界一致好评。"
    "下一步将继续加快农村电网改造步伐，完善应急预案，确保迎峰度夏期间居民生活用电安全可靠，为地方经济发展作出更大贡献。"
)


@pytest.mark.parametrize("columns", [38, 46, 52])
def test_line_ends_that_became_blanks_are_none(columns: int) -> None:
    text = PROSE * 2
    shown = " ".join(broken(text, columns))
    assert repaired(shown).text == text


def test_lines_of_as_many_characters_are_joined() -> None:
    lines = [PROSE[start : start + 20] for start in range(0, len(PROSE), 20)]
    shown = "\n".join(f"　　{''.join(lines)[:18]}\n" + "\n".join(lines[1:]) for _ in range(2))
    assert "平均到达现场时间缩短为35分钟" in repaired(shown).text


def test_figures_in_text_that_recognition_spaced() -> None:
    text = "某 公 司 总 结\n全 年 售 电 量 达 到 １ ２ 亿 千 瓦 时 ， 满 意 率 为 9 9 . 2 % ， 比 2 0 2 2 年 增 加 12 户 。"
    assert repaired(text).text == "某公司总结\n全年售电量达到12亿千瓦时，满意率为99.2%，比2022年增加12户。"


def test_titles_and_slogans_keep_their_blanks() -> None:
    text = "匠心服务 情系万家\n开展了“不忘初心 牢记使命”主题教育、“同心共建 和谐发展”等活动，效果明显。\n有效 服务，持续 改进，全年 稳定。"
    assert repaired(text.rsplit("\n", 1)[0]).text == text.rsplit("\n", 1)[0]


PAIRS = [
    ("什么是”六有”标准？", "什么是“六有”标准？"),
    ("与创建“青年文明号“活动结合起来。", "与创建“青年文明号”活动结合起来。"),
    ("印发《2023年重点工作方案和省公司制定的《服务规范》。", "印发《2023年重点工作方案》和省公司制定的《服务规范》。"),
    ("推行“一站式”“零距离”服务。", "推行“一站式”“零距离”服务。"),
    ("《关于〈服务办法〉的通知》和《服务规范》", "《关于〈服务办法〉的通知》和《服务规范》"),
]


@pytest.mark.parametrize(("broken", "text"), PAIRS)
def test_pairs_of_marks(broken: str, text: str) -> None:
    assert repaired(broken).text == text


@pytest.mark.parametrize(
    "text",
    [
        "Müller Ünal Çelik",
        "déjà-vu à la carte",
        "±5 µm，20 °C",
        "日本語のレポート",
        "Отчёт за 2020 год",
        "①②③ ㎡ …… ℃ Ⅳ ㈱",
    ],
)
def test_other_languages_and_signs_are_no_mojibake(text: str) -> None:
    assert repaired(text).text == text


def test_a_garbled_paragraph_in_a_clean_text() -> None:
    text = "全年客户满意率达到九成以上，投诉处理及时率为百分之九十八。"
    document = repaired(f"供电局年度总结\n{text.encode().decode('latin-1')}\n{text}")
    assert document.text == f"供电局年度总结\n{text}\n{text}"
    assert document.damage == ("mojibake",)


@pytest.mark.parametrize(("damage", "floor"), WRAPS, ids=lambda each: getattr(each, "__name__", ""))
def test_broken_lines_make_paragraphs_again(damage: Callable[[str], str], floor: float) -> None:
    whole, every, wrong = paragraphs_restored(damage)
    assert every >= 80
    assert whole >= floor * every
    assert wrong <= 0.1 * every


NOT_BROKEN = [
    # names of one length, without and with a blank line between
    *("\n".join(name + "供电有限责任公司客户服务中心先进集体" for name in "东西南北中上下左右") for _ in "1"),
    *("\n\n".join(name + "供电有限责任公司客户服务中心先进集体" for name in "东西南北中上下左右") for _ in "1"),
    # paragraphs of one length
    "\n\n".join(["全年电网运行平稳，供电可靠率稳步提升，客户服务不断改进，队伍建设得到加强。"] * 9),
    # rows of one length with marks inside: who is who, figures without a full stop, slogans, verses
    "\n".join(
        f"{room}，{name}，电话：62{at}80{at}5"
        for at, (room, name) in enumerate(
            zip(
                ["客户服务部", "市场经营部", "网络运维部", "财务管理部", "安全监察部", "综合办公室"],
                ["王小明", "李建国", "张晓红", "赵国强", "周志刚", "吴海燕"],
                strict=True,
            )
        )
    ),
    "\n".join(
        f"{name}，男，汉族，196{at}年生，中共党员，高级{rank}师"
        for at, (name, rank) in enumerate(
            [
                ("张永福", "工程"),
                ("李四海", "经济"),
                ("王小云", "会计"),
                ("赵大海", "工程"),
                ("钱学文", "政工"),
                ("孙立人", "工程"),
            ]
        )
    ),
    "\n".join(
        [
            "客服热线全年受理话务12万件，同比增长5%",
            "营业窗口全年办理业务36万笔，增长12.5%",
            "线上渠道办理业务87万笔，占全部的70.2%",
            "故障报修平均到达时间32分钟，缩短3分钟",
            "城市供电可靠率达到99.98%，提高0.01%",
            "农村供电可靠率达到99.91%，提高0.02%",
        ]
    ),
    "\n".join(["抓管理，促服务", "强素质，树形象", "重实效，创一流", "保安全，增效益", "优流程，提效率"] * 3),
    "\n".join(["春风送暖到山村，", "银线穿云进寨门。", "抢修不分昼和夜，", "光明万户是吾恩。"] * 2),
]


@pytest.mark.parametrize("text", NOT_BROKEN)
def test_lines_of_one_length_stay_apart(text: str) -> None:
    assert repaired(text).text == text


def test_broken_lines_beside_a_table_make_paragraphs_and_the_table_stays() -> None:
    prose = "2023年，公司坚持以客户为中心，全面推行首问负责制，客户满意率达到99.2%，比上年提高1.3个百分点。" * 3
    text = "\n".join([prose, "指标\t2023年\t2022年", "收入\t52\t48", "利润\t6\t5", prose, prose])
    document = normalize(load_bytes(wrapped(text).encode(), "a.txt"), LEXICON)
    assert [line.strip("\u3000") for line in document.text.splitlines()] == text.splitlines()
    assert [block.kind for block in document.blocks] == ["paragraph", "table", "paragraph", "paragraph"]


WATERMARKS = [
    ("首问www.x-wen.com负责制，一次(www.x-wen.com)办结", "首问负责制，一次办结"),
    ("收入样张网www.x-wen.com十亿元，利润样张网WWW.X-WEN.COM两亿元", "收入十亿元，利润两亿元"),
    # said of the site, once only, or an address of mail
    ("登录www.x-wen.com查询，网址：www.x-wen.com办理", None),
    ("首问www.x-wen.com负责制", None),
    ("邮箱甲a@x-wen.com乙，丙b@x-wen.com丁", None),
]


@pytest.mark.parametrize(("marked", "text"), WATERMARKS)
def test_a_sites_address_within_sentences_goes(marked: str, text: str | None) -> None:
    document = repaired(marked)
    assert document.text == (text or document.raw.text)
    assert [repair.rule for repair in document.repairs if "water" in repair.rule] == ["markup.watermark"] * (
        2 if text else 0
    )


def test_hard_wraps_keep_paragraphs_headings_and_lists() -> None:
    text = "\n".join(
        [
            "某供电公司二〇二三年工作总结",
            "一、主要成绩",
            *(["　　" + "全年电网运行平稳，供电可靠率稳步提升，客户服务不断改进。" * 4] * 3),
            "二、存在不足",
            "１、人员不足；",
        ]
    )
    assert "".join(repaired(wrapped(text)).text.split()) == "".join(repaired(text).text.split())
    assert len(repaired(wrapped(text)).text.splitlines()) == len(text.splitlines())


CELLS = [
    ("| |\n2023年 |\n2022年 |\n| 收入 |\n12 |\n15 |\n文末", "| | 2023年 | 2022年 |\n| 收入 | 12 | 15 |\n文末"),
    ("| 甲 | 乙 |\n| 1 | 2 |\n", "| 甲 | 乙 |\n| 1 | 2 |\n"),
    ("| 甲 |\n乙 |\n一行文字以竖线结尾 |\n正文。", "| 甲 |\n乙 |\n一行文字以竖线结尾 |\n正文。"),
    ("首页 |\n登录 |\n注册 |", "首页 |\n登录 |\n注册 |"),
]


@pytest.mark.parametrize(("broken", "text"), CELLS)
def test_cells_on_lines_of_their_own_make_rows(broken: str, text: str) -> None:
    document = repaired(broken)
    assert document.text == text
    assert {repair.rule for repair in document.repairs} == ({"space.cell"} if broken != text else set())


FIGURES = [
    ("售电量同比增长15. 4%。", "售电量同比增长15.4%。"),
    ("合格率达到99 .98%，提高1. 5个百分点", "合格率达到99.98%，提高1.5个百分点"),
    ("实现收入1, 234 万元，服务客户2 500户", "实现收入1,234 万元，服务客户2500户"),
    ("资产总额12, 345, 678元", "资产总额12,345,678元"),
    ("3 062.55", "3062.55"),
    ("项目\t金额\n收入\t3 562.55\n支出\t1 200\n", "项目\t金额\n收入\t3562.55\n支出\t1200\n"),
    ("２０ １８ 年改造，2 019年完工", "2018 年改造，2019年完工"),
]
WHOLE = [
    "1. 4G网络覆盖全市",
    "措施如下：1. 5万元以下项目简化审批",
    "分值为3, 5",
    "分别为1, 234户",
    "见表1 234户居民",
    "每组3 5人",
    "2017 2018年度",
    "1 001 张某",
    "电话 010 123 4567",
    "2019 年 5 月 6 日，1 家",
]


@pytest.mark.parametrize(("broken", "text"), [*FIGURES, *((text, text) for text in WHOLE)])
def test_blanks_inside_figures(broken: str, text: str) -> None:
    assert repaired(broken).text == text


def test_rules_can_be_switched_off() -> None:
    raw = RawDocument("a.txt", "0" * 64, "服務(wù)業(yè)務(wù)責(zé)任\n浏览次数:9", "text/plain")
    assert normalize(raw, LEXICON).text == "服务业务责任\n浏览次数:9"
    off = normalize(raw, LEXICON, ("pinyin", "page.count"))
    assert off.text.startswith("服务(wù)业(yè)务(wù)责(zé)任")
    assert off.noise == ()


@settings(deadline=None, max_examples=40)
@given(
    st.sampled_from(clean_texts()), st.sampled_from([noted, noted_in_bytes, spaced, wrapped, traditional]), st.data()
)
def test_addresses_hold_under_any_damage(text: str, damage: object, data: st.DataObject) -> None:
    raw = damage(traditional(text[:600]))  # type: ignore[operator]
    document = repaired(raw)
    runs = document.alignment.runs
    assert "".join(raw[run.raw_start : run.raw_start + run.raw_width] for run in runs) == raw
    start = data.draw(st.integers(0, len(document.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(document.text))))
    back = document.alignment.to_clean(document.alignment.to_raw(span))
    assert back.start <= span.start
    assert back.end >= span.end


FORMS = [
    ("營收成長5﹪﹔滿意度達99﹒2%﹐居同業第一", "营收成长5%；满意度达99.2%，居同业第一"),
    ("客户满意率达到99%︒被授予﹁文明单位﹂称号︐", "客户满意率达到99%。被授予「文明单位」称号，"),
    ("公司︵总部︶印发︽服务手册︾﹑︿公约﹀", "公司（总部）印发《服务手册》、〈公约〉"),
    ("营收3‧5亿元，毛利率12·35%，举办3·15活动", "营收3.5亿元，毛利率12.35%，举办3·15活动"),
    ("全年营收12，345万元，发放1，234，567.8元", "全年营收12,345万元，发放1,234,567.8元"),
    ("第5、12，345人参加；2018，345万元；共3，250", "第5、12，345人参加；2018，345万元；共3，250"),
    ("营业面积500㎡，配送①30㎞", "营业面积500㎡，配送①30㎞"),
]


@pytest.mark.parametrize(("shown", "text"), FORMS)
def test_forms_of_marks_and_points_of_figures(shown: str, text: str) -> None:
    assert repaired(shown).text == text


LOOKALIKES = [
    ("3月5曰起，营业厅延长服务，节假曰照常，曰均受理30笔", "3月5日起，营业厅延长服务，节假日照常，日均受理30笔"),
    ("投资5干万元，架线35干伏、12干米，惠及8干户", "投资5千万元，架线35千伏、12千米，惠及8千户"),
    ("培训员工1350入次，覆盖居民3.5万入。", "培训员工1350人次，覆盖居民3.5万人。"),
    (
        "—、加强领导\n做到第—时间响应，进—步压降投诉。\n二、完善机制",
        "一、加强领导\n做到第一时间响应，进一步压降投诉。\n二、完善机制",
    ),
    ("三项措施：—是健全制度；二是加强培训。", "三项措施：一是健全制度；二是加强培训。"),
    ("子曰：“学而时习之”，名曰“清风讲堂”，骨干万人，若干元，一干人等", None),
    ("年产5干木耳，每天3进3出；采用四舍5入，收入1.2万，入库30吨", None),
    ("北京—上海专线，第1—3名，安全——是头等大事；服务—管理—考核", None),
]


@pytest.mark.parametrize(("shown", "text"), LOOKALIKES)
def test_characters_that_look_alike(shown: str, text: str | None) -> None:
    assert repaired(shown).text == (text or shown)


RESIDUES = [
    (
        "公司2O18年实现收入，l998年建厂；公司有O2O平台，型号X2O18年产",
        "公司2018年实现收入，1998年建厂；公司有O2O平台，型号X2O18年产",
    ),
    ("第一季度_x000D_\n完成投资_x0009_12亿元，设备编号_x0012_不变", "第一季度\n完成投资\t12亿元，设备编号_x0012_不变"),
    ("客户满意｡受理､办理､回访｢三到位｣", "客户满意。受理、办理、回访「三到位」"),
    ("工工作作总总结结报报告告\n一一、、总总体体情情况况", "工作总结报告\n一、总体情况"),
    ("干部职工高高兴兴、平平安安，方方面面、时时处处、实实在在，轰轰烈烈、扎扎实实、清清楚楚", None),
]


@pytest.mark.parametrize(("shown", "text"), RESIDUES)
def test_what_programs_leave_behind(shown: str, text: str | None) -> None:
    assert repaired(shown).text == (text or shown)


ENDED = [  # pages that ended in the middle of a sentence, and numbers between paragraphs or in tables
    (
        "全年受理客户投诉三百一十二件，满意率达到\n— 3 —\n百分之九十九，比上年提高一点。",
        "全年受理客户投诉三百一十二件，满意率达到百分之九十九，比上年提高一点。",
    ),
    (
        "全年受理客户投诉三百一十二件，满意率达到\n\n12/30\n\n百分之九十九，比上年提高一点。",
        "全年受理客户投诉三百一十二件，满意率达到百分之九十九，比上年提高一点。",
    ),
    ("全年受理客户投诉三百一十二件，满意率很高。\n— 3 —\n公司推行首问负责制，成效明显。", None),
    ("全年受理客户投诉三百一十二件，满意率达到\n— 3 —\n二、推行首问负责制，成效明显。", None),
    ("年度培训的场次，参加的人数，合格的比例\n3\n较上年提高，其中新员工较多。", None),
]


@pytest.mark.parametrize(("shown", "text"), ENDED)
def test_pages_that_ended_in_a_sentence(shown: str, text: str | None) -> None:
    assert repaired(shown).text == (text or shown)


@pytest.mark.parametrize("row", LEXICON.rows("radicals"), ids=lambda row: row["character"])
def test_every_radical_is_read_as_its_character(row: dict[str, str]) -> None:
    assert repaired(row["example"]).text == row["reading"]


@pytest.mark.parametrize("row", LEXICON.rows("misprints"), ids=lambda row: row["wrong"])
def test_every_misprint_is_mended(row: dict[str, str]) -> None:
    assert repaired(row["example"]).text == row["reading"]
