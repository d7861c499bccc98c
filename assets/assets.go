// Package assets is what the app ships: fonts with their licence, the icon, and
// the rehearsal meeting. Data only; texts that people read are in translations.
package assets

import _ "embed"

// Noto Sans SC, cut down by scripts/fonts.sh, under the SIL Open Font License.
var (
	//go:embed fonts/NotoSansSC-Regular.ttf
	FontRegular []byte
	//go:embed fonts/NotoSansSC-Bold.ttf
	FontBold []byte
	//go:embed fonts/OFL.txt
	FontLicence string
)

// Icon is the seal of the app, made from icons/icon.svg.
//
//go:embed icons/icon.png
var Icon []byte

// The rehearsal meeting: the government work report that 姑苏区 published on
// 13 January 2021, as the page stood, and a candidate list made from it for
// practice. The list that the congress voted on is not public.
var (
	//go:embed rehearsal/report-2021-gusu.txt
	RehearsalReport []byte
	//go:embed rehearsal/projects-2021-rehearsal.csv
	RehearsalList []byte
)

// The names of the two files, as the app shows them.
const (
	RehearsalReportName = "report-2021-gusu.txt"
	RehearsalListName   = "projects-2021-rehearsal.csv"
)
