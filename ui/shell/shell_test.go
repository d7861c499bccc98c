package shell

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"piaojue/app/opinion"
	"piaojue/app/project"
	"piaojue/app/roll"
	"piaojue/ui/look"
	"piaojue/ui/settings"
	"piaojue/ui/stage"
	"piaojue/ui/stage/hand"
	"piaojue/ui/stage/stagetest"
)

func opened(t *testing.T, r settings.Role) (*Shell, *stagetest.Stage, *settings.Choices) {
	t.Helper()
	st := stagetest.New(t)
	kept := settings.Choices{Role: r, Mode: look.Light, Text: look.DefaultText}
	s := New(st.Stage, settings.Info{Version: "1"}, kept, func(c settings.Choices) (bool, error) {
		kept = c
		st.App.Settings().SetTheme(look.New(c.Mode, c.Text))
		return false, nil
	})
	return s, st, &kept
}

func shows(s *stagetest.Stage, text string) bool {
	return strings.Contains(test.RenderToMarkup(s.Window.Canvas()), text)
}

func TestTheFirstStartAsksWhoIsThere(t *testing.T) {
	s, st, kept := opened(t, settings.NoRole)
	if !shows(st, "我是代表") || !shows(st, "我是工作人员") {
		t.Fatal("the question is not asked")
	}
	if shows(st, "第1轮") {
		t.Error("more than the question is shown")
	}
	c := s.choices
	c.Role = settings.Deputy
	s.change(c)
	if kept.Role != settings.Deputy {
		t.Error("the answer was not kept")
	}
	if s.now != stage.ReportPlace {
		t.Errorf("a deputy begins at %q", s.now)
	}
}

func TestADeputySeesNothingOfTheDesk(t *testing.T) {
	s, st, _ := opened(t, settings.Deputy)
	if shows(st, ">会务<") {
		t.Error("the desk is offered")
	}
	s.goPlace(stage.DeskPlace)
	if s.now == stage.DeskPlace {
		t.Error("the desk opens")
	}
}

func TestAClerkBeginsAtTheDesk(t *testing.T) {
	s, st, _ := opened(t, settings.Clerk)
	if title := st.Window.Title(); !strings.Contains(title, "演练") || !strings.Contains(title, "第五次会议") {
		t.Errorf("the window is called %q", title)
	}
	if s.now != stage.DeskPlace || !shows(st, ">会务<") {
		t.Errorf("begins at %q", s.now)
	}
	if !shows(st, "下一步：在“会务”设定票决办法") {
		t.Error("the next step is not said")
	}
}

func TestARehearsalSaysSoOnEveryPlace(t *testing.T) {
	s, st, _ := opened(t, settings.Clerk)
	for _, p := range s.places {
		s.goPlace(p)
		if !shows(st, ">演练<") {
			t.Errorf("%s does not say it", p)
		}
	}
}

func TestTheNextStepOfADeputyCountsWhatWasSeen(t *testing.T) {
	s, st, _ := opened(t, settings.Deputy)
	if got := s.next(); got != "下一步：阅读候选项目，标出意向（已看 0 / 12）。" {
		t.Errorf("%s", got)
	}
	s.goTo(stage.Target{Place: stage.ProjectsPlace, Project: "3"})
	st.SaySaved()
	if got := s.next(); got != "下一步：阅读候选项目，标出意向（已看 1 / 12）。" {
		t.Errorf("after one was opened: %s", got)
	}
}

func TestTheBoothHasTheWindowToItself(t *testing.T) {
	s, st, _ := opened(t, settings.Clerk)
	s.st.Booth(canvas.NewText("票", nil))
	if shows(st, ">会务<") {
		t.Error("the places stand beside the ballot")
	}
	s.goPlace(stage.ReportPlace)
	if s.now == stage.ReportPlace {
		t.Error("the booth can be left by going elsewhere")
	}
	s.close()
	if top := st.Window.Canvas().Overlays().Top(); top == nil {
		t.Error("the window closes on a ballot without a word")
	} else {
		top.Hide()
	}
	s.st.Leave()
	if !shows(st, ">会务<") {
		t.Error("leaving the booth does not bring the places back")
	}
}

// Plus is Ctrl+= to some, Ctrl+Shift+= to others, and a key of its own on the keypad.
func TestEveryWayToPressPlusEnlarges(t *testing.T) {
	s, _, kept := opened(t, settings.Clerk)
	var keys fyne.ShortcutHandler // the one of a test keeps no shortcuts
	s.shortcuts(&keys)
	press := func(key fyne.KeyName, m fyne.KeyModifier) {
		keys.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: m})
	}
	control := fyne.KeyModifierShortcutDefault
	want := float32(look.DefaultText)
	for _, key := range []fyne.KeyName{fyne.KeyEqual, fyne.KeyPlus} {
		for _, m := range []fyne.KeyModifier{control, control | fyne.KeyModifierShift} {
			press(key, m)
			if want++; kept.Text != want {
				t.Errorf("%v with %v: text size %v, want %v", key, m, kept.Text, want)
			}
			press(fyne.KeyMinus, control)
			want--
		}
	}
}

func TestTextSizeAndColoursChangeAtOnce(t *testing.T) {
	s, _, kept := opened(t, settings.Deputy)
	s.resize(1)
	if kept.Text != look.DefaultText+1 || look.Current().TextSize() != look.DefaultText+1 {
		t.Errorf("text size %v, kept %v", look.Current().TextSize(), kept.Text)
	}
	for range 40 {
		s.resize(1)
	}
	if kept.Text != look.MaxText {
		t.Errorf("grows to %v", kept.Text)
	}
	for range look.Modes {
		s.nextMode()
	}
	if kept.Mode != look.Light {
		t.Errorf("the round of colours ends at %s", kept.Mode)
	}
}

// A deputy goes to the real meeting, and stays a deputy.
func TestADeputyOpensTheRealMeeting(t *testing.T) {
	s, st, kept := opened(t, settings.Deputy)
	s.goPlace(stage.SettingsPlace)
	h := hand.Hand{T: t, W: st.Window}
	h.Tap("正式会议")
	h.Tap("打开")
	if !kept.Real || kept.Role != settings.Deputy {
		t.Errorf("kept %+v", *kept)
	}
}

// A choice that was refused is not asked for again by the next one.
func TestARefusedChoiceIsNotRepeated(t *testing.T) {
	st := stagetest.New(t)
	var asked []settings.Choices
	kept := settings.Choices{Role: settings.Clerk, Mode: look.Light, Text: look.DefaultText}
	s := New(st.Stage, settings.Info{}, kept, func(c settings.Choices) (bool, error) {
		asked = append(asked, c)
		if c.Real {
			return false, errors.New("held by another window")
		}
		return false, nil
	})
	s.goPlace(stage.SettingsPlace)
	h := hand.Hand{T: t, W: st.Window}
	h.Tap("正式会议")
	h.Tap("打开")
	h.MustSee("没有完成")
	h.Tap("知道了")
	h.Tap("深色")
	if last := asked[len(asked)-1]; last.Real || last.Mode != look.Dark {
		t.Errorf("after the refusal it asked for %+v", last)
	}
}

// The settings screen goes on from what was changed in the bar while it showed.
func TestTheBarAndTheSettingsAgree(t *testing.T) {
	s, st, kept := opened(t, settings.Deputy)
	s.goPlace(stage.SettingsPlace)
	s.resize(4)
	hand.Hand{T: t, W: st.Window}.Tap("深色")
	if kept.Text != look.DefaultText+4 || kept.Mode != look.Dark {
		t.Errorf("kept %+v", *kept)
	}
}

// What is typed and cannot be saved keeps the window open until the user says so.
func TestTheWindowDoesNotCloseOnWhatIsNotSaved(t *testing.T) {
	s, st, _ := opened(t, settings.Deputy)
	h := hand.Hand{T: t, W: st.Window}
	closed := false
	s.quit = func() { closed = true }
	s.screens[stage.NotesPlace] = unsaved{s.screens[stage.NotesPlace]}
	s.close()
	if closed {
		t.Fatal("it closed")
	}
	h.MustSee("还有没保存的内容，仍要退出？")
	h.Tap("返回")
	s.close()
	h.Tap("退出")
	if !closed {
		t.Error("it did not close after the answer")
	}
}

type unsaved struct{ stage.Screen }

func (unsaved) Flush() error { return errors.New("disk full") }

// With a station code, the window's own button does not lead out of the booth.
func TestTheStationIsLeftWithTheCodeOnly(t *testing.T) {
	s, st, _ := opened(t, settings.Clerk)
	if err := st.Desk.SetCode("2468"); err != nil {
		t.Fatal(err)
	}
	st.Announce()
	closed := false
	s.quit = func() { closed = true }
	s.st.Booth(canvas.NewText("票", nil))
	h := hand.Hand{T: t, W: st.Window}
	s.close()
	once := len(st.Window.Canvas().Overlays().List())
	s.close()
	if n := len(st.Window.Canvas().Overlays().List()); n != once {
		t.Errorf("asking twice opens %d layers, once %d", n, once)
	}
	h.MustSee("退出投票席？", "请工作人员输入放行口令：")
	h.Type("1111")
	h.Tap("退出")
	if closed {
		t.Fatal("a wrong code closes the window")
	}
	h.Type("2468")
	h.Tap("退出")
	if !closed {
		t.Error("the right code does not")
	}
}

// Whoever answers the question does not see the ballot behind it, and gives it
// back untouched.
func TestTheBallotIsCoveredWhileStaffAnswer(t *testing.T) {
	s, st, _ := opened(t, settings.Clerk)
	s.st.Booth(canvas.NewText("票", nil))
	s.close()
	layers := st.Window.Canvas().Overlays().List()
	cover, ok := layers[0].(*canvas.Rectangle)
	if _, _, _, opaque := cover.FillColor.RGBA(); !ok || opaque != 0xffff || cover.Size() != st.Window.Canvas().Size() {
		t.Errorf("below the question lies %v", layers[0])
	}
	h := hand.Hand{T: t, W: st.Window}
	h.Tap("返回")
	if len(st.Window.Canvas().Overlays().List()) != 0 {
		t.Error("the ballot stays covered")
	}
	h.MustSee("票")
}

// The bar is as high as its title needs at the width there is, also when the
// window becomes narrower or wider while it shows.
func TestTheBarFollowsTheWidth(t *testing.T) {
	s, st, _ := opened(t, settings.Deputy)
	s.resize(10)
	heights := map[float32]float32{}
	for _, width := range []float32{1900, 1024, 1900, 1024} {
		st.Window.Resize(fyne.NewSize(width, 800))
		height := s.bar.root.Size().Height
		if least := s.bar.root.MinSize().Height; least > height {
			t.Errorf("at %v the bar is %v high and needs %v", width, height, least)
		}
		if before, seen := heights[width]; seen && before != height {
			t.Errorf("at %v the bar is %v high, before it was %v", width, height, before)
		}
		heights[width] = height
	}
	if heights[1024] <= heights[1900] {
		t.Errorf("the title does not wrap: %v", heights)
	}
}

// Nothing reaches the places under a sheet.
func TestNothingIsDroppedUnderASheet(t *testing.T) {
	s, st, _ := opened(t, settings.Clerk)
	read := 0
	st.Files.ReadText = func(string) (string, error) { read++; return "", errors.New("no") }
	st.Tell("？")
	s.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI("/a/b.txt")})
	if read != 0 || s.now != stage.DeskPlace {
		t.Error("the file was taken")
	}
}

// A roll that is dropped is a roll, wherever the clerk is; a list is a list, and so
// is what is neither, so that its import says what is wrong.
func TestARollIsDroppedOnTheWindow(t *testing.T) {
	s, st, _ := opened(t, settings.Clerk)
	h := hand.Hand{T: t, W: st.Window}
	none := errors.New("not this one")
	list, names := none, error(nil)
	st.Files.ReadList = func(string) (project.Preview, error) { return project.Preview{File: "清单.xlsx"}, list }
	st.Files.ReadRoll = func(string, string) (roll.Preview, error) {
		return roll.Preview{File: "代表.xlsx", Roll: roll.Roll{Deputies: []roll.Deputy{{ID: "1", Name: "王芳"}}}}, names
	}
	drop := func() { s.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI("/a/代表.xlsx")}) }
	for at, want := range map[stage.Place]stage.Place{
		stage.SignInPlace: stage.SignInPlace, stage.DeskPlace: stage.DeskPlace, stage.ReportPlace: stage.DeskPlace,
	} {
		s.goPlace(at)
		drop()
		h.MustSee("代表.xlsx")
		if s.now != want {
			t.Errorf("dropped at %s, it is taken at %s", at, s.now)
		}
		h.Tap("返回")
	}
	names = none
	drop()
	if s.now != stage.ProjectsPlace || !shows(st, "没有完成") {
		t.Errorf("a file that is neither is taken at %s", s.now)
	}
}

// Files of opinions, and folders of them, go to the digest, all that were dropped
// together; for a deputy too, who may be the recorder of a delegation.
func TestOpinionsAreDroppedOnTheWindow(t *testing.T) {
	for _, role := range []settings.Role{settings.Clerk, settings.Deputy} {
		s, st, _ := opened(t, role)
		var found, read []string
		st.Files.Opinions.Find = func(paths []string) ([]string, error) { found = paths; return paths, nil }
		st.Files.Opinions.Read = func(path string) (opinion.Set, error) { read = append(read, path); return opinion.Set{}, nil }
		s.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI("/a/甲.批注.jsonld"), storage.NewFileURI("/a/乙.JSON")})
		if want := []string{"/a/甲.批注.jsonld", "/a/乙.JSON"}; !slices.Equal(found, want) || !slices.Equal(read, want) || s.now != stage.OpinionsPlace {
			t.Errorf("found %q, read %q, at %s", found, read, s.now)
		}
	}
}

// Every place at every size and in every palette can be laid out in the
// smallest window that is supported, without pushing it wider.
func TestEveryPlaceFitsTheSmallestWindow(t *testing.T) {
	s, st, _ := opened(t, settings.Clerk)
	small := fyne.NewSize(1024, 700)
	for _, size := range []float32{look.MinText, look.DefaultText, 22, look.MaxText} {
		c := s.choices
		c.Text = size
		s.change(c)
		for _, p := range s.places {
			s.goPlace(p)
			st.Window.Resize(small)
			if least := st.Window.Canvas().Content().MinSize(); least.Width > small.Width || least.Height > small.Height {
				t.Errorf("%s at text %v needs %v", p, size, least)
			}
		}
	}
}

// The commitments are reached from the report and stand under it at the side.
func TestTheCommitmentsStandUnderTheReport(t *testing.T) {
	s, st, _ := opened(t, settings.Deputy)
	hand.Hand{T: t, W: st.Window}.Tap("指标 182")
	if s.now != stage.TargetsPlace || !shows(st, "指标（182 项）") {
		t.Fatalf("at %q", s.now)
	}
	if !s.nav.items[stage.ReportPlace].chosen {
		t.Error("the side does not show where it is")
	}
	s.resize(1)
	if !s.nav.items[stage.ReportPlace].chosen {
		t.Error("the side does not show where it is after a change of size")
	}
	hand.Hand{T: t, W: st.Window}.Tap("回到报告")
	if s.now != stage.ReportPlace {
		t.Errorf("back at %q", s.now)
	}
}

func TestEveryPlaceHasItsNumber(t *testing.T) {
	s, _, _ := opened(t, settings.Clerk)
	if len(placeKeys) < len(s.places) {
		t.Errorf("%d keys for %d places", len(placeKeys), len(s.places))
	}
}

// walked is a place that counts how often it was asked to go back.
type walked struct {
	stage.Screen
	backs int
}

func (w *walked) Back()    { w.backs++ }
func (w *walked) Forward() {}

// Alt and an arrow belong to the place that is shown, whichever was shown before.
func TestTheWaysBackAndOnAreThoseOfThePlace(t *testing.T) {
	s, _, _ := opened(t, settings.Deputy)
	w := &walked{Screen: s.screens[stage.ReportPlace]}
	s.screens[stage.ReportPlace] = w
	s.goTo(stage.Target{Place: stage.ProjectsPlace, Project: "3"})
	s.forward()
	if got := s.next(); !strings.Contains(got, "已看 2 / 12") {
		t.Errorf("Alt+→ did not open the next project: %s", got)
	}
	s.goPlace(stage.ReportPlace)
	s.back()
	if w.backs != 1 {
		t.Errorf("after the projects, Alt+← went back in the report %d times", w.backs)
	}
}

// Places without a name of their own at the side stand under the one they are
// reached from.
func TestTheSideShowsWhereOneIsEverywhere(t *testing.T) {
	for role, under := range map[settings.Role]map[stage.Place]stage.Place{
		settings.Deputy: {stage.RevisionPlace: stage.ReportPlace, stage.OpinionsPlace: stage.NotesPlace},
		settings.Clerk:  {stage.RevisionPlace: stage.ReportPlace, stage.OpinionsPlace: stage.OpinionsPlace},
	} {
		s, _, _ := opened(t, role)
		for p, at := range under {
			s.goPlace(p)
			if s.now != p || !s.nav.items[at].chosen {
				t.Errorf("%s: %s does not stand under %s", role, p, at)
			}
		}
	}
}

// The name of the meeting and the next step may take another line when the
// meeting goes on; what is between them makes room.
func TestTheBarAndTheFootMakeRoomForTheirLines(t *testing.T) {
	s, st, _ := opened(t, settings.Clerk)
	st.Window.Resize(fyne.NewSize(800, 600))
	if err := st.Desk.SetName(strings.Repeat("很长的会议名称", 9), "2021年政府实事项目"); err != nil {
		t.Fatal(err)
	}
	st.Announce()
	bar, centre, foot := s.bar.root, s.frame.Objects[1], s.foot.root
	if bar.Size().Height < bar.MinSize().Height || centre.Position().Y < bar.Size().Height {
		t.Errorf("the bar needs %v, has %v, and the place begins at %v", bar.MinSize().Height, bar.Size().Height, centre.Position().Y)
	}
	if centre.Position().Y+centre.Size().Height > foot.Position().Y {
		t.Errorf("the place ends at %v, the foot begins at %v", centre.Position().Y+centre.Size().Height, foot.Position().Y)
	}
}
