package reporters

import (
	"bytes"
	"strings"
	"testing"

	"ripple/sim"
)

// TestAccountsMostLikelyToLeaveAreNamed: in order of that chance when nobody
// responds; what customers pay for being there is revenue.
func TestAccountsMostLikelyToLeaveAreNamed(t *testing.T) {
	result := synthetic(10)
	result.Model.Segments[1].Accounts = []sim.Account{{Name: "st-anna", Share: 0.7}, {Name: "st-jan", Share: 0.2}, {Name: "calm", Share: 0.1}}
	before := result.Worlds[0][0].Segments[1].Revenue
	for i, worlds := range result.Worlds {
		for arm := range worlds {
			gone := []sim.AccountResult{{Orders: 7}, {Orders: 2}, {Orders: 1}}
			if arm > 0 && i < 3 {
				gone[0].Gone = 1
			}
			if arm > 0 && i < 8 {
				gone[1].Gone = 1
			}
			worlds[arm].Segments[1].Accounts = gone
			worlds[arm].Segments[1].Paid = 1_000_00
		}
	}
	r, err := New(result, About{})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Markdown(&b, r); err != nil {
		t.Fatal(err)
	}
	_, table, found := strings.Cut(b.String(), "Accounts most likely to have left")
	jan, anna := strings.Index(table, "hospitals: st-jan"), strings.Index(table, "hospitals: st-anna")
	if !found || jan < 0 || anna < jan || strings.Contains(table, "calm") {
		t.Errorf("accounts in\n%s", b.String())
	}
	if got := revenue(&result.Worlds[0][0]) - money(before) - money(result.Worlds[0][0].Segments[0].Revenue); got < 999.99 || got > 1000.01 {
		t.Errorf("%g of revenue for being there", got)
	}
}
