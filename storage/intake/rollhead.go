package intake

import "piaojue/app/roll"

// rollWords are the heads of rolls of deputies.
var rollWords = vocabulary{
	name: string(roll.PartName),
	terms: []term{
		{string(roll.PartCode),
			[]string{"代表证码", "代表证条码", "代表证二维码", "证码", "条码", "条形码", "二维码", "扫描码", "扫码", "签到码", "证件条码", "卡号", "代表证卡号", "ic卡号", "code", "barcode"},
			[]string{"条码", "条形码", "二维码", "证码", "卡号"}, nil},
		{string(roll.PartNumber),
			[]string{"代表证号", "代表证编号", "代表证号码", "证号", "代表编号", "代表号", "代表序号", "编号", "序号", "序", "号", "no", "no.", "id", "number"},
			[]string{"证号", "编号", "序号"}, nil},
		{string(roll.PartName),
			[]string{"代表姓名", "姓名", "代表名称", "代表名", "代表", "人大代表", "名字", "姓名全称", "name"},
			[]string{"代表姓名", "姓名"}, nil},
		{string(roll.PartDelegation),
			[]string{"代表团", "所在代表团", "所属代表团", "代表团名称", "分代表团", "分团", "所在分团", "所属分团", "团组", "所在团组", "代表组", "代表小组", "所在代表组", "团别", "组别", "所属团", "所在团", "分组", "小组", "delegation"},
			[]string{"代表团", "分团", "代表组", "代表小组"}, nil},
		// What rolls have besides; kept as it is written.
		{extra,
			[]string{
				"性别", "民族", "出生年月", "出生日期", "年龄", "党派", "政治面貌", "学历", "文化程度", "职务", "单位职务", "单位及职务", "单位和职务",
				"工作单位", "工作单位及职务", "单位", "职业", "手机", "手机号", "手机号码", "电话", "联系电话", "联系方式", "选区", "选举单位", "备注", "签名", "签到", "签到签名",
			},
			nil, nil},
	},
	// A number of the person's own is not the deputy's, and somebody to be called
	// is no deputy.
	others: []string{"身份证", "工作证", "护照", "联系人", "联络员", "秘书", "配偶", "曾用名", "职务", "人数", "团长"},
}
