package stage

import (
	"piaojue/app/meeting"
	"piaojue/ui/words"
)

// NextForClerk is the one next step of the clerk, in a sentence: the same at the
// desk and at the foot of the window.
func NextForClerk(v meeting.View) string {
	switch {
	case v.Round.Outstanding:
		return words.T("shell.next.clerk.outstanding")
	case v.Round.State == meeting.Casting && v.Next.Do == meeting.DoStep:
		return words.T("shell.next.clerk.all")
	case v.Next.Do == meeting.DoNothing:
		return words.Say(v.Next.Says)
	case v.Round.State == meeting.SignIn && v.Round.Present >= v.Quorum:
		return words.T("shell.next.clerk.quorum")
	case v.Round.State == meeting.SignIn && v.Setup.Named():
		return words.T("shell.next.clerk.named")
	case v.Round.State == meeting.Draft && len(v.Next.Blocks) > 0:
		return words.T("shell.next.clerk.missing", "Says", v.Next.Blocks[0])
	case v.Round.State == meeting.Draft, v.Round.State == meeting.Casting, v.Round.State == meeting.SignIn:
		return words.T("shell.next.clerk." + string(v.Round.State))
	}
	return words.T("shell.next.clerk", "Step", v.Next.Says, "Office", v.Next.Office.Says())
}
