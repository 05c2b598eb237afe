"""Organisations, persons, places and documents."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.reading import entities, read

BYLINES = [
    # text                                                        persons with titles                media
    ("江州日报讯 (陈志远 李文博)近日，水厂投产。", [("陈志远", None), ("李文博", None)], ["江州日报"]),
    (
        "江州新闻网讯 孙婷、陈奕、记者赵明报道 水厂投产。",
        [("孙婷", None), ("陈奕", None), ("赵明", "记者")],
        ["江州新闻网"],
    ),
    ("江州新闻网 > 要闻 > 供水", [], ["江州新闻网"]),
    (
        "本报讯(记者 周涛 通讯员 吴小洁、何昕达)水厂投产。",
        [("周涛", "记者"), ("吴小洁", "通讯员"), ("何昕达", "通讯员")],
        [],
    ),
    ("今年以来，记者高度关注供水。", [], []),
    ("打造配电网 记录运行数据，来源广泛。", [], []),
]

NAMES = [
    # works named after a word, by their number, with what brackets and streets say of them
    ("红旗煤矿和利民煤矿完成任务，溪岭矿业六矿超产。", "org", ["红旗煤矿", "利民煤矿", "溪岭矿业六矿"]),
    ("恒曜轨道股份公司完成任务。", "org", ["恒曜轨道股份公司"]),
    ("自治区国资委到会，娄底市委常委、副市长到会。", "org", ["自治区国资委", "娄底市委"]),
    ("云溪市烟草专卖局（公司）召开会议。", "org", ["云溪市烟草专卖局（公司）"]),
    ("聘请恒曜会计师事务所（特殊普通合伙）审计。", "org", ["恒曜会计师事务所（特殊普通合伙）"]),
    ("地址:云溪市南岭区中心路33号", "org", []),
    ("云溪钢铁集团党委副书记罗登高到会。", "org", ["云溪钢铁集团"]),
    ("报表的编制是云溪市赛声股份有限公司的责任。", "org", ["云溪市赛声股份有限公司"]),
    ("制品有限公司", "org", []),
    ("依据粤府办〔2016〕23号办理。", "org", []),
    ("由街道人民政府加盖公章。", "org", []),
    # units beside one that is known, words that the cut joins
    ("营销部、计量中心、城关供电所作了发言。", "org", ["营销部", "计量中心", "城关供电所"]),
    ("关林站、洛阳东站整治一新。", "org", ["关林站", "洛阳东站"]),
    ("湖州市第七中学校长易国良到会。", "org", ["湖州市第七中学"]),
    ("交通部航港局局长叶隆升到会。", "org", ["交通部航港局"]),
    ("江城恒曜律师事务所律师钱一鸣到会。", "org", ["江城恒曜律师事务所"]),
    ("在中潮镇、敖市镇、肇兴镇建成烤房。", "place", ["中潮镇", "敖市镇", "肇兴镇"]),
    ("在茂县打通榴桐寨隧道。", "place", ["茂县"]),
    ("送:各县（市、区）委宣传部、市教育局、市卫健委", "org", ["市教育局", "市卫健委"]),
    ("四川凌曜电缆与各方签约。", "org", ["四川凌曜电缆"]),
    # teams by work and number, with the works or the place in front; what is counted or goes on
    (
        "检修二班与溪岭热电厂锅炉车间丙班、高速交警三中队共建。",
        "org",
        ["检修二班", "溪岭热电厂锅炉车间丙班", "高速交警三中队"],
    ),
    ("实行采煤三班制，分成装卸二队，检修一组长期缺员。", "org", ["检修一组"]),
    ("乘警支队三大队、动车二组、运行三值到场，全省一班人。", "org", ["乘警支队三大队", "动车二组", "运行三值"]),
    ("排水公司养护一队和该公司检修二班到场。", "org", ["排水公司养护一队", "检修二班"]),
    ("宝钢梅山矿业副总经理到会。", "org", ["宝钢梅山矿业"]),
    ("清华坊、碧波花园等23个小区停水。", "place", ["清华坊", "碧波花园"]),
    ("在淡水、北投、士林三站增设充电柜。", "place", ["淡水", "北投", "士林"]),
    ("陪同到瓦岗乡调研，路过雾区。", "place", ["瓦岗乡"]),
    ("1路线的胡雅琴、17路的章丽萍、快线的汪小芸榜上有名。", "person", ["胡雅琴", "章丽萍", "汪小芸"]),
    ("成员有陈刚、崔莉、谭永。", "person", ["陈刚", "崔莉", "谭永"]),
    ("成员有技术骨干、青年工人。", "person", []),
    ("优秀站长张晓燕（溪岭站）、刘云龙（星岭站）。", "person", ["张晓燕", "刘云龙"]),
    # what the cut joins with a department, with 全集团, with a number
    ("由运维检修部牵头，周晓琴兼任办公室主任。", "org", ["运维检修部"]),
    ("聘任沈国梁为风险管理部总经理。", "org", ["风险管理部"]),
    ("利润居全集团第二名，建成茶叶加工厂1座。", "org", []),
    ("她是全国人大代表，也是全国政协委员、同济医院医师。", "org", ["同济医院"]),
    ("市水务局、清源排水公司四家参加。", "org", ["市水务局", "清源排水公司"]),
    # places: roads by number, lines, regions, what is a branch of a bank, villages below a town
    ("208国道、S305线、G36宁洛高速和宝成线畅通。", "place", ["208国道", "S305线", "G36宁洛高速", "宝成线"]),
    ("成长线路，包装线下线，推广成效显著。", "place", []),
    ("在粤北，9月的桂西北，已凉。", "place", ["粤北", "桂西北"]),
    ("滨河路、柳园、二道沟3家支行作了发言。", "place", []),
    ("桥集镇袁圩村的站里有永安镇、木头河子村的人。", "place", ["桥集镇袁圩村", "永安镇", "木头河子村"]),
    ("车厂位于将军澳之滨。", "place", ["将军澳"]),
    # persons: dotted names, those of contests, in brackets with their unit, behind a title and with 于
    ("院长古丽·买买提到会。", "person", ["古丽·买买提"]),
    ("徐丽参加市里的技能竞赛夺得第二名，林敏拿过全省第三名。", "person", ["徐丽", "林敏"]),
    ("先进个人（财务管理部 童小琴）", "person", ["童小琴"]),
    ("队长于洪波没有批评我。", "person", ["于洪波"]),
    ("城南邮局投递班的马秀花、老丁都在。", "person", ["马秀花"]),
    ("职工管这叫三亮，支部约谈主要负责人。", "person", []),
    ("财团法人溪岭绿色生产力基金会到会。", "org", ["财团法人溪岭绿色生产力基金会"]),
    ("先后派出周华、邹维、彭川、李映东4名干部。", "person", ["周华", "邹维", "彭川", "李映东"]),
    ("由黎惠贞院长任理事长。", "person", ["黎惠贞"]),
    ("永安配送站的赵小梅，一个女同志。", "person", ["赵小梅"]),
    ("总装二车间罗昭强仍在调试。", "person", ["罗昭强"]),
    ("敬祝各位", "person", []),
    ("“王健劳模创新工作室”取得专利。", "person", []),
    ("黄家沟村、李子坪村的236户告别了油灯。", "place", ["黄家沟村", "李子坪村"]),
    ("贫困村、示范村的236户告别了油灯。", "place", []),
    # names of persons by what they are made, in rows, before their titles
    ("参加人员:王建林、吴志强、高艳红、石磊。", "person", ["王建林", "吴志强", "高艳红", "石磊"]),
    ("坚持查思想、查制度、查现场。", "person", []),
    ("听取律师费一案报告。", "person", []),
    ("副书记孙向阳一行到库区。", "person", ["孙向阳"]),
    ("会议由余德辉总经理主持。", "person", ["余德辉"]),
    ("主席成文佳。", "person", ["成文佳"]),
    ("在大桥站，林凡是一名司机。", "person", ["林凡"]),
    ("公司于3月25日收到了江证办发字[2003]56号通知。", "document", ["江证办发字[2003]56号"]),
    ("收到终止审查通知书【2015】163号。", "document", ["终止审查通知书【2015】163号"]),
    # what stands in front of a company in contracts, suits and reports of a year is no part of its name
    ("委托云溪市众诚拍卖行有限公司拍卖。", "org", ["云溪市众诚拍卖行有限公司"]),
    ("公司续聘长沙鼎信会计师事务所。", "org", ["长沙鼎信会计师事务所"]),
    ("委员会认为鼎信会计师事务所有限公司勤勉尽责。", "org", ["鼎信会计师事务所有限公司"]),
    ("第二被告云溪市康达尔（集团）股份有限公司未到庭。", "org", ["云溪市康达尔（集团）股份有限公司"]),
    ("（2）云溪市轮达实业有限公司", "org", ["云溪市轮达实业有限公司"]),
    ("恒曜投资有限公司系本公司控股股东。", "org", ["恒曜投资有限公司"]),
    ("因个人原因辞去董事长职务，但仍担任公司董事。", "org", []),
    ("聘任邓某某先生为公司总经理。", "org", []),
    ("改由装饰工程有限公司承建。", "org", []),
    ("达声进出口有限公司", "org", ["达声进出口有限公司"]),
    ("安康邮政和烟台供电公司协力保障。", "org", ["安康邮政", "烟台供电公司"]),
    # text                                                       type        names expected, in order
    ("国网浙江省电力有限公司绍兴供电公司开展了抢修演练。", "org", ["国网浙江省电力有限公司绍兴供电公司"]),
    ("中国农业银行股份有限公司四川省分行发放了首笔贷款。", "org", ["中国农业银行股份有限公司四川省分行"]),
    ("湖南邮政在会上作了交流发言。", "org", ["湖南邮政"]),
    ("此举得到杭州市文明办和市委宣传部的肯定。", "org", ["杭州市文明办", "市委宣传部"]),
    ("厦门水务与市住房和城乡建设局签订了协议。", "org", ["厦门水务", "市住房和城乡建设局"]),
    ("香港中华煤气有限公司公布中期业绩。", "org", ["香港中华煤气有限公司"]),
    ("郑州铁路局武昌南机务段推行标准化作业。", "org", ["郑州铁路局武昌南机务段"]),
    ("**供电公司与XX市交通运输局共建文明线路。", "org", ["**供电公司", "XX市交通运输局"]),
    ("中华全国总工会、国务院国资委联合发文。", "org", ["中华全国总工会", "国务院国资委"]),
    ("公司获山东省消费者协会好评。", "org", ["山东省消费者协会"]),
    ("——溪岭供电公司抢修见闻", "org", ["溪岭供电公司"]),
    ("同样忙碌的还有凌渡供电所。", "org", ["凌渡供电所"]),
    ("第三水厂获“节水型企业”称号。", "org", ["第三水厂"]),
    ("调度指挥中心负责协调。", "org", ["调度指挥中心"]),
    (
        "城东营业所　计量稽查队　第二水厂　客户服务中心（96116热线）",
        "org",
        ["城东营业所", "计量稽查队", "第二水厂", "客户服务中心"],
    ),
    ("澜州水务集团有限公司工会委员会", "org", ["澜州水务集团有限公司工会委员会"]),
    ("12321举报中心受理举报。", "org", ["12321举报中心"]),
    ("入选“全国百佳乡镇卫生院”。", "org", []),
    ("个人银行\t3,215\t2,980", "org", []),
    ("新建水厂2座,城镇燃气普及。", "org", []),
    ("各分公司要向省公司报告,有关单位配合。", "org", []),
    ("广东移动通信用户增加,上海铁路客运增长。", "org", []),
    ("全体干部顾全大局,格局更大。", "org", []),
    ("大唐物流、海澜电子与恒曜燃气签约,物流、电子行业增长。", "org", ["大唐物流", "海澜电子", "恒曜燃气"]),
    ("市委、县政府和河东省总工会表示感谢。", "org", ["河东省总工会"]),
    ("溪岭路管理站安检组荣获奖牌。", "org", ["溪岭路管理站安检组"]),
    ("“溪岭情”浪花服务队成立,获“安全杯”竞赛优胜班组。", "org", ["“溪岭情”浪花服务队"]),
    ("人民网、江州信息网、凌河网等媒体报道了电网、管网建设。", "org", ["人民网", "江州信息网", "凌河网"]),
    ("做强公司主业,讲好公司故事。", "org", []),
    ("以云溪公交集团为例。", "org", ["云溪公交集团"]),
    ("现有52台通村客车,儿科三个科室优秀,让党和政府满意,商业银行众多。", "org", []),
    # Coined words, which no dictionary has, before a suffix; those of which every firm has one say too little.
    ("皖能集团、光曜集团共同出资。", "org", ["皖能集团", "光曜集团"]),
    ("各班组建设暖心工会。", "org", []),
    ("用户点赞邮政服务。", "org", []),
    ("凌曜燃气和南京凌曜燃气开展巡检。", "org", ["凌曜燃气", "南京凌曜燃气"]),
    # What stands in front of a name and is no part of it.
    ("获江苏省水利厅通报表扬,获嘉县供电局列席。", "org", ["江苏省水利厅", "获嘉县供电局"]),
    ("2016年起任凌曜实业有限公司监事。", "org", ["凌曜实业有限公司"]),
    ("子公司为四维恒曜（香港）有限公司。", "org", ["四维恒曜（香港）有限公司"]),
    ("大连天河绿色供水股份有限公司投产。", "org", ["大连天河绿色供水股份有限公司"]),
    # Authorities by level, associations, bodies inside the firm, units of universities.
    ("由市城市管理局和市住建委督办。", "org", ["市城市管理局", "市住建委"]),
    ("荣获全国供水协会表扬。", "org", ["全国供水协会"]),
    ("海洋能源研究基金会主办论坛。", "org", ["海洋能源研究基金会"]),
    ("江苏省内部审计协会换届,湖北省农村信用社联合社列席。", "org", ["江苏省内部审计协会", "湖北省农村信用社联合社"]),
    ("会后公司团委和总公司工会慰问职工。", "org", ["公司团委", "总公司工会"]),
    ("浙江大学电机系派人指导。", "org", ["浙江大学电机系"]),
    # Two characters that the cut leaves alone, before what only institutions end with.
    ("当天，棣岭收费站和省联社放假。", "org", ["棣岭收费站", "省联社"]),
    (
        "湖南株洲冶炼集团、江苏勘测学院与中国共产党党史馆共建。",
        "org",
        ["湖南株洲冶炼集团", "江苏勘测学院", "中国共产党"],
    ),
    # Short names by the code of their shares.
    ("凌曜(600123)与旗下申曜(1905)分红,基站(12000)个,集团(2019)报告。", "org", ["凌曜", "申曜"]),
    ("引入国际顾问公司。", "org", []),
    ("他扎根电信,普及农信社服务。", "org", ["农信社"]),
    ("车站隶属凌曜铁路有限公司。", "org", ["凌曜铁路有限公司"]),
    ("项目位于云南省大理,产品远销东南亚。", "place", ["云南省", "大理", "东南亚"]),
    # Members of lists, by one that is known or by what closes the list.
    ("海尔、凌曜、申曜等均已到会。", "org", ["海尔", "凌曜", "申曜"]),
    ("凌曜水务、申曜、淮能等供水企业签约。", "org", ["凌曜水务", "申曜", "淮能"]),
    ("国有、民营、外资等企业签约。", "org", []),
    # What nothing parts is one; what a cut takes apart or holds with 与 is found.
    ("工商银行烟台市分行与台电签约。", "org", ["工商银行烟台市分行", "台电"]),
    ("供应商包括台积电、中华电信。", "org", ["台积电", "中华电信"]),
    ("市妇联和共青团凌河市委表彰。", "org", ["市妇联", "共青团凌河市委"]),
    ("山西省阳高县公路管理段获奖。", "org", ["山西省阳高县公路管理段"]),
    ("中国石油大学(华东)的专家到会。", "org", ["中国石油大学(华东)"]),
    # What a title follows, what two do together, what a quote tells of beside an honor.
    ("富滇银行行长、烟台银行董事长到会。", "org", ["富滇银行", "烟台银行"]),
    ("西藏移动联合日喀则供电公司抢修。", "org", ["西藏移动", "日喀则供电公司"]),
    ("会上提出“学习文明单位江苏省电力公司的做法”。", "org", ["江苏省电力公司"]),
    ("小镇的“全国百佳乡镇卫生院”名声在外。", "org", []),
    ("中国政府网公布了中国大学排名。", "org", ["中国政府网"]),
    ("公司在肯尼亚、迪拜和苏北设点,游客到九寨沟。", "place", ["肯尼亚", "迪拜", "苏北", "九寨沟"]),
    ("按JGJ 59-2011、HJ 2.2-2018、T/CEC 102-2016施工。", "document", ["JGJ 59-2011", "HJ 2.2-2018", "T/CEC 102-2016"]),
    ("2015-2018年投产DB机组12-2016台。", "document", []),
    # Lines are built, and addressees stand for all of their kind.
    ("南京地铁7号线、合肥轨道交通3号线通车。", "org", []),
    ("南京地铁7号线、合肥轨道交通3号线通车。", "place", []),
    ("各省、自治区、直辖市通信管理局,中国移动:", "org", ["中国移动"]),
    ("各市(州)委宣传部、文明办:", "org", []),
    ("中国电信业发展很快,四川航空市场回升。", "org", []),
    ("局长周德平带队检查。", "org", []),
    ("阳高县、湖北省恩施州建始县业州镇通水。", "place", ["阳高县", "湖北省恩施州建始县业州镇"]),
    ("驻村干部来到河北省阜平县史家寨乡。", "place", ["河北省阜平县史家寨乡"]),
    ("广州白云国际机场扩建工程供电完成。", "place", ["广州白云国际机场"]),
    ("溪凌市遭遇冰冻天气。", "place", ["溪凌市"]),
    ("家住柳溪镇上坪村的老人说。", "place", ["柳溪镇上坪村"]),
    ("在台中设立门市。", "place", ["台中"]),
    # Sites behind a name, streets, stations, waters and mountains; a noun in front of a name is no part of it.
    ("刘辛庄停车场投用,湖北路、上海南京路改造。", "place", ["刘辛庄停车场", "湖北路", "上海南京路"]),
    ("昆明南高铁站与渤海大楼站通水。", "place", ["昆明南高铁站", "渤海大楼站"]),
    ("长江和祁连山脚下,送电进大山,撑起半壁江山。", "place", ["长江", "祁连山"]),
    ("马埂村架线,市内五区停水,科室荣获常德市表扬。", "place", ["马埂村", "常德市"]),
    ("亚洲的思路、公路和机场。", "place", ["亚洲"]),
    ("天中山上看日出。", "place", []),
    ("各位来宾,邮件送到镇村,走进山村,1月16日高市水工字第1号函。", "place", []),
    ("来到溪岭市青包山村。", "place", ["溪岭市青包山村"]),
    ("建设现代化大都市。", "place", []),
    ("面向全国各县区和农村地区推广。", "place", []),
    ("班组荣获江苏省五一劳动奖状。", "place", []),
    ("按照《供电营业规则》和国发〔2015〕5号文件执行。", "document", ["供电营业规则", "国发〔2015〕5号"]),
    ("依据GB/T 19001-2016建立体系。", "document", ["GB/T 19001-2016"]),
    ("随着省政府《2021年防汛工作方案和水利厅要求的下发,各地行动起来。", "document", ["2021年防汛工作方案"]),
    ("书名号里什么也没有的句子。", "document", []),
    ("囊括《供水创新奖》、《节水模范称号》,出席《供水颁奖办法》宣贯。", "document", ["供水颁奖办法"]),
]

PEOPLE = [
    # units in front of a trade, lines by number, what a group's member is
    ("运输区绞车司机马金枝当选标兵。", "马金枝", "绞车司机", "运输区"),
    ("客运段党委书记高志远到会。", "高志远", "党委书记", "客运段"),
    ("骨科主任栾树森到会。", "栾树森", "主任", None),
    ("303路驾驶员宋玉梅到会。", "宋玉梅", "驾驶员", None),
    ("组长：魏建章　党委书记、总经理", "魏建章", "党委书记、总经理", None),
    ("主任委员:蔡志坚(总经理)。", "蔡志坚", "总经理", None),
    ("马晓琴兼任办公室主任。", "马晓琴", "办公室主任", None),
    ("省纪委派驻第六监察组组长谭克俭到会。", "谭克俭", "组长", "省纪委派驻第六监察组"),
    ("时任副总经理的褚玉梅带队。", "褚玉梅", "副总经理", None),
    ("装船二队队长、共产党员冼国强到会。", "冼国强", "队长、共产党员", "装船二队"),
    ("信用社主任慕容川到会。", "慕容川", "主任", "信用社"),
    ("感染管理科科长毕晓峰到会。", "毕晓峰", "科长", None),
    ("列车员小关和列车长纪红霞到会。", "纪红霞", "列车长", None),
    ("片区经理孙建明到会。", "孙建明", "片区经理", None),
    ("办公室主任由陆佳荣兼任。", "陆佳荣", "办公室主任", None),
    ("监事会成员:柳志强（主席）", "柳志强", "主席", None),
    ("溪岭铁矿采场公路管理员郭明亮到会。", "郭明亮", "铁矿采场公路管理员", None),
    ("董事会选举尤习贵为董事长。", "尤习贵", "董事长", None),
    ("聘任邓晖先生为总裁。", "邓晖", "总裁", None),
    ("1996年，李海洋任湖州市燃气公司党支部书记。", "李海洋", "党支部书记", "湖州市燃气公司"),
    ("公司法定代表人:黄其兴　主管会计工作负责人:", "黄其兴", "法定代表人", None),
    ("经公司总经理钱一鸣提名。", "钱一鸣", "总经理", None),
    ("周家明，女，汉族，云溪市中心医院感染科主任。", "周家明", "主任", "云溪市中心医院感染科"),
    ("溪岭派出所民警袁晓涛到场。", "袁晓涛", "民警", "溪岭派出所"),
    ("团县委书记马晓璐慰问一线职工。", "马晓璐", "书记", "团县委"),
    ("值长郝建平处理了跳闸。", "郝建平", "值长", None),
    ("高级政工师武国强讲党课。", "武国强", "高级政工师", None),
    ("另一位先生书面委托董事何素英女士出席。", "何素英", "董事", None),
    ("大会由刘敏副书记主持。", "刘敏", "副书记", None),
    ("授予陈振等180人“先进个人”称号。", "陈振", None, None),
    ("客户呼叫中心何志远介绍,话务量下降。", "何志远", None, "客户呼叫中心"),
    # text                                                 name      title                    org
    ("绍兴供电公司党委书记、总经理陈卫东出席仪式。", "陈卫东", "党委书记、总经理", "绍兴供电公司"),
    ("副行长 李 明主持会议。", "李明", "副行长", None),
    ("运维检修部主任贺志远介绍了情况。", "贺志远", "主任", "运维检修部"),
    ("前台收费员王小梅拾金不昧。", "王小梅", "前台收费员", None),
    ("会上,欧阳建国董事长作了讲话。", "欧阳建国", "董事长", None),
    ("由总经理赵XX任组长。", "赵XX", "总经理", None),
    ("一位名叫孙丽华的用户打来电话。", "孙丽华", None, None),
    ("行政总裁陈伟明先生表示满意。", "陈伟明", "行政总裁", None),
    ("副组长由党总支书记高树林担任。", "高树林", "党总支书记", None),
    ("联系人：许文静，电话：2345678。", "许文静", None, None),
    ("养护工程部刘建军获“省五一劳动奖章”。", "刘建军", None, "养护工程部"),
    ("授予赵国庆等30名同志“先进工作者”称号。", "赵国庆", None, None),
    ("集团党委书记卢振东当选。", "卢振东", "党委书记", None),
    ("值班站长吴秀兰说。", "吴秀兰", "值班站长", None),
    # Names that the cut takes apart, by the title in front; trades by their form.
    ("梅岭局投递员罗志成为代表。", "罗志成", "投递员", "梅岭局"),
    ("水文中心潜航员唐海波等14人参加。", "唐海波", "潜航员", "水文中心"),
    ("获得荣誉的架线工褚立群表示感谢。", "褚立群", "架线工", None),
    ("葛长松是溪岭水厂的一名钳工。", "葛长松", None, None),
    ("总裁葛长松作工作报告。", "葛长松", "总裁", None),
    ("副会长何伟到会祝贺。", "何伟", "副会长", None),
    ("获奖的售票员葛长松说。", "葛长松", "售票员", None),
    ("联席副主席葛长松表示满意。", "葛长松", "联席副主席", None),
    ("授予葛长松等 121 名职工“先进个人”称号。", "葛长松", None, None),
    ("局党组副书记葛长松出席。", "葛长松", "党组副书记", None),
    ("向葛长松同志学习。", "葛长松", None, None),
    ("会上表扬了“溪岭好人”葛长松等。", "葛长松", None, None),
    # Lists with a line each.
    ("主 任:葛长松\n副主任不在", "葛长松", "主任", None),
    ("成 员:鲁 澄 市粮食局党组成员、副局长", "鲁澄", "党组成员、副局长", "市粮食局"),
    ("成 员:鲁 澄 市财政局副局长", "鲁澄", "副局长", "市财政局"),
    ("副组长：卢福建　市政府副秘书长", "卢福建", "副秘书长", "市政府"),
    ("展望未来。\n\n主席\n何绍棠\n", "何绍棠", "主席", None),
    ("广东电网公司党委委员、\n副总经理,工会主席黄志强", "黄志强", "党委委员、副总经理,工会主席", "广东电网公司"),
]

SEVERAL = [
    ("慰问了坚守岗位的赵云霞、段小兵等12名职工。", ["赵云霞", "段小兵"]),
    ("授予王海、孟祥斌、李爱军3名同志称号。", ["王海", "孟祥斌", "李爱军"]),
    ("工程如期完工。责编:郑晓冬 校对:吕晓琴", ["郑晓冬", "吕晓琴"]),
    ("调度所所长孙家亮带着徒弟巡线。", ["孙家亮"]),
    ("副院长 余建华;院长 乔立群。", ["余建华", "乔立群"]),
    ("副局长(主持工作)翟建国讲话。", ["翟建国"]),
    ("凌桥乡党委书记到会。", []),
    # text                                                                        names
    ("我和徒弟赵小满、孙立群反复试验。", ["赵小满", "孙立群"]),
    ("冬季净水研究\n\n顾明江1，陆云舟2\n\n摘要：水质。", ["顾明江", "陆云舟"]),
    ("澄河供电公司　贺兰生\n", ["贺兰生"]),
    ("工会主席沈佩玉和省总工会副主席严立山出席。", ["沈佩玉", "严立山"]),
    ("生产技术部主任何广田、服务中心经理尤佳发言。", ["何广田", "尤佳"]),
    ("安全部褚立群、沈毓秀,客服部葛长松,工程部负责人。", ["褚立群", "沈毓秀", "葛长松"]),
    ("溪岭供电公司开展竞赛。\n(褚立群 葛长松)", ["褚立群", "葛长松"]),
    ("党员突击队抢修光缆（王晓军　摄）", ["王晓军"]),
    ("——在供水工作会议上的讲话\n柳成川\n（2009年1月16日）\n\n同志们：", ["柳成川"]),
    ("在职代会上的报告\n（2009年1月16日）\n柳成川\n\n同志们：", ["柳成川"]),
    ("（云溪供水综合部 汪小川 2014年11月28日）", ["汪小川"]),
]

NOBODY = [
    "经理张贴告示,工程师程序规范,班长安全第一。",
    "供水 抢修班组长",
    "安全月\n王牌班\n抢修班站在前面。",
    "（综合部 安全 2014年）",
    "总经理高度重视这项工作。",
    "加强队伍建设、工程管理,副组长任组长,获得幸福感。",
    "黄石站 荆门站",
    "高质量 高标准",
    "主任和大家一起值班。",
    "营业员和用户交谈。",
    "他常常为大家着想。",
    "黄河水位上涨,张家港开港。",
    "司乘代表参观了展厅。",
    "班组荣获“工人先锋号”。",
    "秦女士对此表示感谢。",
]


@pytest.mark.parametrize(("text", "people", "media"), BYLINES)
def test_authors_and_media_are_read_from_bylines(
    text: str, people: list[tuple[str, str | None]], media: list[str]
) -> None:
    found = entities(text)
    assert [(entity.name, entity.title) for entity in found if entity.type == "person"] == people
    assert [entity.name for entity in found if entity.type == "org"] == media


@pytest.mark.parametrize(("text", "kind", "names"), NAMES, ids=lambda value: str(value)[:20])
def test_names_are_found_as_the_text_words_them(text: str, kind: str, names: list[str]) -> None:
    assert [entity.name for entity in entities(text) if entity.type == kind] == names


@pytest.mark.parametrize(("text", "name", "title", "org"), PEOPLE, ids=lambda value: str(value)[:12])
def test_persons_have_the_title_that_stands_beside_them(
    text: str, name: str, title: str | None, org: str | None
) -> None:
    [person] = [entity for entity in entities(text) if entity.type == "person"]
    assert (person.name, person.title, person.org) == (name, title, org)


@pytest.mark.parametrize(("text", "names"), SEVERAL, ids=range(len(SEVERAL)))
def test_persons_beside_persons(text: str, names: list[str]) -> None:
    assert [entity.name for entity in entities(text) if entity.type == "person"] == names


def test_those_that_stand_behind_share_a_title() -> None:
    found = [(e.name, e.title) for e in entities("副院长夏佳红、张明，主任刘义兰出席。") if e.type == "person"]
    assert found == [("夏佳红", "副院长"), ("张明", "副院长"), ("刘义兰", "主任")]


def test_a_place_in_a_persons_name_is_none() -> None:
    assert [e.type for e in entities("组长:\n卢福建 市政府副秘书长")] == ["person"]


def test_a_title_ends_where_the_person_before_does() -> None:
    found = {entity.name: entity.title for entity in entities("工会主席沈佩玉和省总工会副主席严立山出席。")}
    assert found["严立山"] == "副主席"


@pytest.mark.parametrize("text", NOBODY)
def test_words_that_begin_like_a_surname_are_nobody(text: str) -> None:
    assert [entity.name for entity in entities(text) if entity.type == "person"] == []


def test_an_entity_is_named_once_and_both_forms_of_a_place_are_one() -> None:
    found = entities("苏州的客户很满意。苏州市的客户很满意。苏州供电公司走访客户。苏州供电公司走访客户。")
    assert [entity.name for entity in found] == ["苏州", "苏州供电公司"]


def test_noise_names_nobody() -> None:
    text = "供水服务总结\n\n时间:2020-01-02 10:00:00\n\n我们检修了管网,用户很满意。\n\n上一篇:南京市供电局总结\n"
    assert [entity.name for entity in entities(text)] == []


REPORTLIKE = st.text(
    alphabet="广州电信省市县区公司集团局总经理王李和《》〔〕()（）“”、,。\n 2019年〇*X荣获全国先进单位开展活动制度三个:;",
    max_size=120,
)


@settings(max_examples=150, deadline=None)
@given(text=st.one_of(REPORTLIKE, st.text(max_size=60)))
def test_every_name_stands_where_its_mention_says(text: str) -> None:
    clean = "".join(c for c in text if c != "\x00" and not "\ud800" <= c <= "\udfff")
    document, segmentation = read(clean)
    for entity in entities(clean):
        assert entity.mention.span.of(document.text) == entity.name
        assert segmentation.sentences[entity.mention.sentence].span.contains(entity.mention.span)


ROSTER = """劳动模范：
贺彩云（女）　江城分公司城东加油站经理
郭海云（女）　省公司财务处副处长
康　　健　江城油库计量班班长
王　　磊　江城分公司安全总监
1、乔云海　江城分公司油罐车驾驶员
孙立平（江城县供电公司配电班班长）
李晓云　女　江城县供电公司客户代表
"""


def test_each_line_of_a_list_has_its_own_title() -> None:
    persons = [entity for entity in entities(ROSTER) if entity.type == "person"]
    assert [(person.name, person.title, person.org) for person in persons] == [
        ("贺彩云", "经理", "江城分公司城东加油站"),
        ("郭海云", "财务处副处长", "省公司"),
        ("康健", "班长", "江城油库计量班"),
        ("王磊", "安全总监", "江城分公司"),
        ("乔云海", "油罐车驾驶员", "江城分公司"),
        ("孙立平", "班长", "江城县供电公司配电班"),
        ("李晓云", "客户代表", "江城县供电公司"),
    ]


@pytest.mark.parametrize("text", ["送变电工程公司完成抢修。", "清石梁站的同志说得实在。", "他们全部吃住在村。"])
def test_pieces_of_other_words_are_nobody(text: str) -> None:
    assert not [entity for entity in entities(text) if entity.type == "person"]


def test_two_names_may_end_a_text() -> None:
    assert entities("带出了赵立新、孙文军") is not None


def test_what_leads_to_a_trade_is_no_part_of_it() -> None:
    found = entities("经协管员龙桂云七次上门，他不再违章。由盐政股股长杨再新兼任办公室主任。")
    assert [(e.name, e.title) for e in found if e.type == "person"] == [("龙桂云", "协管员"), ("杨再新", "股长")]


def test_who_tells_something_in_a_story_is_a_person() -> None:
    assert [entity.name for entity in entities("果园里，葛长青一边套袋一边念叨。")] == ["葛长青"]


def test_posts_with_names_in_a_row_are_persons_whatever_their_trades_are_called() -> None:
    text = (
        "获得“云山劳动模范”称号的有,云山矿业第二铁矿生产技术室采场管理员周明远、云山股份炼铁总厂机械首席工程师于大海、"
        "云山股份动力厂厂长陈江、云山工程公司机电作业区铲运工唐小雨。"
    )
    found = [(each.name, each.title) for each in entities(text) if each.type == "person"]
    assert found == [("周明远", "采场管理员"), ("于大海", "机械首席工程师"), ("陈江", "厂长"), ("唐小雨", "铲运工")]


def test_a_site_is_part_of_its_firms_name() -> None:
    found = entities("江城分公司城东加油站、云溪县粮食购销公司受到表彰，江东省经济和信息化委员会到会。")
    assert [entity.name for entity in found] == [
        "江城分公司城东加油站",
        "云溪县粮食购销公司",
        "江东省经济和信息化委员会",
    ]


def test_works_in_a_row_are_organisations() -> None:
    text = "滨江电业局下设输电管理所、配电管理所、营销管理所三个专业管理所,各厂、各矿、各所要落实。"
    names = [each.name for each in entities(text) if each.type == "org"]
    assert names == ["滨江电业局", "输电管理所", "配电管理所", "营销管理所"]
