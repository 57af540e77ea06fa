package reporters

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"ripple/broker"
	"ripple/reporters/internal/browsertest"
	"ripple/scenarios"
	"ripple/sim"
)

// suppliersHit is a shipped organisation with suppliers, every part hit in turn.
func suppliersHit(t *testing.T) *Matrix {
	t.Helper()
	s, err := scenarios.LoadMatrix("equipment-supplier", scenarios.MatrixOptions{Options: scenarios.Options{Replications: 2, For: "30 days"}})
	if err != nil {
		t.Fatal(err)
	}
	bus, err := broker.Start(context.Background(), broker.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer bus.Close()
	result, err := sim.Run(context.Background(), s.Model, bus, sim.Options{Batch: 1})
	if err != nil {
		t.Fatal(err)
	}
	var targets []Target
	for _, x := range s.Targets {
		targets = append(targets, Target(x))
	}
	m, err := NewMatrix(result, targets, Struck{Hit: s.Hit, Phrase: s.Phrase, ForSuppliers: s.ForSuppliers, Standard: s.Standard},
		About{Ripple: "v0.0.0", Go: "go0", Sources: []Source{{Title: "organisation", Text: s.OrganisationText}}})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// What a page of a matrix must be, in a real browser.
func TestMatrixPageInABrowser(t *testing.T) {
	b := browsertest.New(t)
	m := suppliersHit(t)
	var page, text bytes.Buffer
	if err := MatrixHTML(&page, m); err != nil {
		t.Fatal(err)
	}
	if err := MatrixJSON(&text, m); err != nil {
		t.Fatal(err)
	}
	o := b.Open(t, page.Bytes())
	suppliers := 0
	for i := range m.Rows {
		if m.Rows[i].Kind == "supplier" {
			suppliers++
		}
	}
	if suppliers != 4 {
		t.Errorf("%d suppliers were hit, want 4", suppliers)
	}
	for selector, least := range map[string]int{
		"main": 1, "h1": 1, "nav a": 5, "#ranking tbody tr": 5, "#ranking svg[role=img]": 5, "table.cross": 2,
		"table.cross tbody tr": 20, "table.cross .m6": 1, "table.cross thead th": 20, "#hits li": 4, "#reading dt": 5, "#assumptions pre": 1,
	} {
		if n := browsertest.Asked[int](o, fmt.Sprintf("document.querySelectorAll(%q).length", selector)); n < least {
			t.Errorf("%d of %s, want at least %d", n, selector, least)
		}
	}
	toldEverything(t, o)
	saysAloud(t, o, m.Sentences)
	cloudsHold(t, o, m.Replications)
	enough(t, numbersOf(t, o, text.Bytes()), map[string]int{
		"/paying_customers/": 15, "/felt/survived_days": 5, "/felt/recovered_days": 3, "/departments/": 40, "/harm/not_on_time": 60,
	})
	pointedTables(t, o)
	fitsWindows(t, o, "matrix")
	readable(t, o, "matrix")

	m.Departments[0], m.Rows[0].Name = `<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`
	page.Reset()
	if err := MatrixHTML(&page, m); err != nil {
		t.Fatal(err)
	}
	hostile := b.Open(t, page.Bytes())
	if n := browsertest.Asked[int](hostile, `document.querySelectorAll("script,img").length`); n != 0 {
		t.Errorf("%d elements that a name made", n)
	}
	fitsWindows(t, hostile, "hostile names")
}
