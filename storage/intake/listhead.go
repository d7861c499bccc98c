package intake

import "piaojue/app/project"

// listWords are the heads of candidate lists.
var listWords = vocabulary{
	name: string(project.PartName),
	unit: project.MoneyUnit,
	terms: []term{
		{string(project.PartID),
			[]string{"编号", "项目编号", "候选项目编号", "项目序号", "序号", "序", "号", "代码", "项目代码", "no", "no.", "id"},
			[]string{"编号", "序号"}, nil},
		{string(project.PartCategory),
			[]string{"类别", "项目类别", "大项", "实事大项", "分类", "项目分类", "所属类别", "类型", "项目类型", "领域", "所属领域", "category"},
			[]string{"类别", "大项", "分类", "领域"}, nil},
		{string(project.PartName),
			[]string{"项目名称", "实事项目名称", "候选项目名称", "民生实事项目名称", "实事项目", "候选项目", "民生实事项目", "项目", "名称", "工程名称", "事项名称", "事项", "name", "project"},
			[]string{"项目名称", "名称", "项目"}, nil},
		{string(project.PartSource),
			[]string{"报告出处", "出处", "报告依据", "依据", "立项依据", "项目依据", "来源", "项目来源", "报告原文", "source"},
			[]string{"出处", "依据", "项目来源"}, []string{"工作报告"}},
		{string(project.PartContent),
			[]string{"建设内容", "主要内容", "项目内容", "实施内容", "建设内容及规模", "建设内容和规模", "主要建设内容及规模", "主要建设内容", "建设规模及内容", "项目建设内容", "具体内容", "工作内容", "内容", "建设任务", "目标任务", "主要任务", "小项", "content"},
			nil, []string{"内容"}},
		{string(project.PartUnit),
			[]string{"责任单位", "牵头责任单位", "牵头单位", "实施单位", "主办单位", "承办单位", "责任部门", "牵头部门", "主管部门", "主管单位", "建设单位", "实施主体", "责任主体", "项目单位", "业主单位", "单位", "部门", "unit"},
			[]string{"责任单位", "牵头单位", "实施单位", "主办单位", "承办单位", "责任部门", "牵头部门"}, []string{"责任单位", "牵头单位"}},
		{string(project.PartDeadline),
			[]string{"完成时限", "完成时间", "计划完成时间", "计划完成时限", "预计完成时间", "完成期限", "完成日期", "时限", "时间要求", "时间节点", "竣工时间", "计划竣工时间", "建设期限", "实施期限", "deadline"},
			[]string{"完成时限", "完成时间", "完成期限", "时限"}, nil},
		{string(project.PartMoney),
			[]string{"总投资", "项目总投资", "总投资额", "估算总投资", "计划总投资", "估算投资", "投资估算", "计划投资", "投资额", "投资概算", "概算投资", "投资预算", "预算投资", "投资", "预算", "资金预算", "预算金额", "概算", "项目资金", "所需资金", "资金估算", "金额", "money", "investment"},
			[]string{"总投资", "总投资额", "投资估算", "估算投资"}, nil},
		{string(project.PartFunding),
			[]string{"资金来源", "资金渠道", "资金来源渠道", "资金来源及渠道", "经费来源", "资金筹措", "资金筹措方式", "funding"},
			[]string{"资金来源", "经费来源"}, []string{"资金来源"}},
		{string(project.PartRemark),
			[]string{"备注", "说明", "附注", "备注说明", "remark", "remarks"},
			[]string{"备注"}, nil},
	},
	// Heads that would pass for a part and are something else: an
	// assisting unit is not the responsible one, one year's money not the whole.
	others: []string{"配合", "协办", "协同", "协助", "参与", "监督", "填报", "年度", "年投资", "年计划", "已完成", "其中", "联系"},
}
