package projects

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

// Undo saves first what is typed, takes it back with the rest, and shows the
// fields as they are then.
func TestActsOnNotesAreTakenBack(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.screen.open("4")
	test.Type(h.pen(0).input, "口袋公园")
	h.pass()
	h.pen(0).remove()
	h.mustHold("4")
	h.screen.Undo()
	h.mustHold("4", "口袋公园")
	if got := h.pen(0).input.Text; got != "口袋公园" || h.Next != "已撤销：删除批注" {
		t.Errorf("the field holds %q, and the foot says %q", got, h.Next)
	}
	test.Type(h.pen(0).input, "在哪里")
	h.screen.Undo()
	h.mustHold("4", "口袋公园")
	h.screen.Redo()
	h.mustHold("4", "在哪里口袋公园")
	if got := h.pen(0).input.Text; got != "在哪里口袋公园" || h.Next != "已重做：书写批注" {
		t.Errorf("the field holds %q, and the foot says %q", got, h.Next)
	}
}
