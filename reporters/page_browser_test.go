package reporters

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"ripple/broker"
	"ripple/reporters/internal/browsertest"
	"ripple/scenarios"
	"ripple/sim"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// flagship is a shipped scenario, run once for all tests.
var flagship = sync.OnceValues(func() (*Report, error) {
	s, err := scenarios.Load("procurement-slip", scenarios.Options{Replications: 3, For: "80 days"})
	if err != nil {
		return nil, err
	}
	bus, err := broker.Start(context.Background(), broker.Options{})
	if err != nil {
		return nil, err
	}
	defer bus.Close()
	result, err := sim.Run(context.Background(), s.Model, bus, sim.Options{Trace: true})
	if err != nil {
		return nil, err
	}
	about := About{Ripple: "v0.0.0", Go: "go0", Notes: s.Notes, Sources: []Source{{Title: "scenario procurement-slip", Text: s.Text}}, Handoffs: s.Handoffs()}
	report, err := New(result, about)
	if err != nil {
		return nil, err
	}
	follow := sim.Follow{Arms: []int{sim.DoNothing, sim.Baseline}, Worst: 500}
	followed, err := sim.Run(context.Background(), s.Model.Narrowed(), bus, sim.Options{Follow: &follow, First: report.Hardest(), Replications: 1})
	if err != nil {
		return nil, err
	}
	trace, err := NewTrace(followed, follow, About{})
	if err != nil {
		return nil, err
	}
	report.Follow(trace, 3)
	return report, nil
})

// What a page must be, in a real browser.
func TestPagesInABrowser(t *testing.T) {
	b := browsertest.New(t)
	r, err := flagship()
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]func(*testing.T, *browsertest.Browser, *Report){
		"every part is there and nothing is fetched": everyPartIsThere,
		"screen readers are told everything":         screenReadersAreTold,
		"numbers are those of the JSON":              numbersAreThoseOfTheJSON,
		"it fits its window":                         itFitsItsWindow,
		"contrast is enough":                         contrastIsEnough,
		"options are chosen with the keyboard":       optionsAreChosen,
		"it is printed whole":                        itIsPrintedWhole,
		"hostile names stay text":                    hostileNamesStayText,
	} {
		t.Run(name, func(t *testing.T) { test(t, b, r) })
	}
}

func everyPartIsThere(t *testing.T, b *browsertest.Browser, r *Report) {
	o := b.Open(t, written(t, HTML, r))
	for selector, least := range map[string]int{
		"main": 1, "h1": 1, "nav a": 8, ".aloud p": len(r.Sentences), "#gain tbody tr": 3, "#customers table": 5,
		"svg.map": len(r.Options) - 1, "svg.map .node": 13, "svg.map .edges path": 20, "svg.heat": len(r.Options) - 1, "svg.heat .row": 13,
		"svg.sankey": 4, "svg.sankey .link": 10, "#orders svg.order .here": 6, "#orders svg.order .there": 6, "#money tbody tr": len(r.Options), "#reading dt": 6, "#assumptions pre": 1,
	} {
		if n := browsertest.Asked[int](o, fmt.Sprintf("document.querySelectorAll(%q).length", selector)); n < least {
			t.Errorf("%d of %s, want at least %d", n, selector, least)
		}
	}
	if n := browsertest.Asked[int](o, `document.querySelectorAll("script,iframe,[style],[onclick],[onload]").length`); n != 0 {
		t.Errorf("%d elements that a page has no need of", n)
	}
	o.Alone()
	quiet := b.Open(t, written(t, HTML, quietReport(t)))
	for selector, want := range map[string]int{"svg.map .node": 5, "#time tbody tr": 3, ".picker": 0, "#gain": 0, "svg.heat": 0} {
		if n := browsertest.Asked[int](quiet, fmt.Sprintf("[...document.querySelectorAll(%q)].filter(e => e.checkVisibility()).length", selector)); n != want {
			t.Errorf("where nothing goes wrong one sees %d of %s, want %d", n, selector, want)
		}
	}
	quiet.Alone()
}

// Everything that those who do not see a picture need.
func screenReadersAreTold(t *testing.T, b *browsertest.Browser, r *Report) {
	toldEverything(t, b.Open(t, written(t, HTML, r)))
}

// Every number of the page that says where it stands in the JSON stands there.
func numbersAreThoseOfTheJSON(t *testing.T, b *browsertest.Browser, r *Report) {
	o := b.Open(t, written(t, HTML, r))
	numbers := numbersOf(t, o, written(t, JSON, r))
	if len(numbers) < 300 {
		t.Fatalf("%d numbers, want hundreds", len(numbers))
	}
	enough(t, numbers, map[string]int{"/gain/": 20, "/harm/": 20, "/arms/": 20, "/front/": 40, "/upstream/": 40, "/ledger_total/": 4})
	pointedTables(t, o,
		"Items above usual, a mean over replications",       // the rows of the picture above say it
		"When each place felt it", "Every place on the map", // so do the marks and the places there
		"Step by step: ", "Where its time went: ", // of a trace, which has a JSON of its own
	)
	saysAloud(t, o, r.Sentences)
	cloudsHold(t, o, r.Replications)
}

func itFitsItsWindow(t *testing.T, b *browsertest.Browser, r *Report) {
	for name, text := range map[string][]byte{
		"flagship": written(t, HTML, r), "long names": written(t, HTML, hostileReport(t)), "nothing goes wrong": written(t, HTML, quietReport(t)),
		"compare": writtenComparison(t, CompareHTML, compared(t, withSources(contenders(4)), "do-nothing")),
	} {
		fitsWindows(t, b.Open(t, text), name)
	}
}

// Text and what lies under it differ by the contrast that WCAG 2 asks for.
func contrastIsEnough(t *testing.T, b *browsertest.Browser, r *Report) {
	o := b.Open(t, written(t, HTML, r))
	for _, scheme := range []string{"light", "dark"} {
		o.Media("screen", scheme)
		browsertest.Asked[bool](o, "document.querySelectorAll('details').forEach(d => d.open = true) ?? true")
		for i := range r.Options[1:] {
			browsertest.Asked[bool](o, fmt.Sprintf("document.getElementById('option-%d').checked = true", i+1))
			if found := o.HardToRead(); len(found) > 0 {
				t.Errorf("%s, option %d: %d texts are hard to read:\n%s", scheme, i+1, len(found), strings.Join(found[:min(8, len(found))], "\n"))
			}
		}
	}
}

// The pictures of an option are chosen with the keyboard alone, and without scripts.
func optionsAreChosen(t *testing.T, b *browsertest.Browser, r *Report) {
	o := b.Open(t, written(t, HTML, r))
	const visible = "[...document.querySelectorAll('#front .panel')].filter(p => p.checkVisibility()).map(p => p.querySelector('h3').firstChild.textContent)"
	if got := browsertest.Asked[[]string](o, visible); len(got) != 1 || got[0] != "When nobody responds" {
		t.Fatalf("at first one sees %q", got)
	}
	// Tab leads from link to link to the choice; arrows choose.
	for i := 0; browsertest.Asked[string](o, "document.activeElement.name ?? ''") != "option"; i++ {
		if i > 200 {
			t.Fatal("Tab does not lead to the options")
		}
		o.Do(chromedp.KeyEvent(kb.Tab))
	}
	outline := browsertest.Asked[string](o, "getComputedStyle(document.activeElement.nextElementSibling).outlineStyle")
	if outline == "none" {
		t.Error("nothing shows where the keyboard is")
	}
	for _, option := range r.Responses() {
		o.Do(chromedp.KeyEvent(kb.ArrowRight))
		if got := browsertest.Asked[[]string](o, visible); len(got) != 1 || got[0] != "With "+option.Name {
			t.Errorf("after an arrow one sees %q, want %q", got, option.Name)
		}
	}
	// Space opens what is folded.
	o.Do(chromedp.Func(func(context.Context, *chromedp.Target) error {
		browsertest.Asked[bool](o, "document.querySelector('#assumptions summary').focus() ?? true")
		return nil
	}), chromedp.KeyEvent(" "))
	if !browsertest.Asked[bool](o, "document.querySelector('#assumptions details').open") {
		t.Error("Space does not open the assumptions")
	}
	o.Alone()
}

// On paper everything is open, and every option is there.
func itIsPrintedWhole(t *testing.T, b *browsertest.Browser, r *Report) {
	o := b.Open(t, written(t, HTML, r))
	o.Media("print", "light")
	if n := browsertest.Asked[int](o, "[...document.querySelectorAll('.panel')].filter(p => p.checkVisibility()).length"); n != 3*(len(r.Options)-1) {
		t.Errorf("%d panels on paper, want %d", n, 3*(len(r.Options)-1))
	}
	hidden := browsertest.Asked[[]string](o, `[...document.querySelectorAll('details > *:not(summary)')].filter(e => !e.checkVisibility()).map(e => e.outerHTML.slice(0, 120))`)
	if len(hidden) > 0 {
		t.Errorf("%d folded parts stay closed on paper: %s", len(hidden), hidden[0])
	}
	if n := browsertest.Asked[int](o, "[...document.querySelectorAll('nav,.picker')].filter(e => e.checkVisibility()).length"); n > 0 {
		t.Error("paper shows what is for the screen")
	}
	o.Media("", "")
	ctx, cancel := context.WithTimeout(o.Context(), 2*time.Minute)
	defer cancel()
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground()))
	if err != nil || !bytes.HasPrefix(pdf, []byte("%PDF")) || len(pdf) < 50_000 {
		t.Errorf("printed %d bytes (%v)", len(pdf), err)
	}
}

// Names and texts come from files that others may have written.
func hostileNamesStayText(t *testing.T, b *browsertest.Browser, _ *Report) {
	r := hostileReport(t)
	o := b.Open(t, written(t, HTML, r))
	if browsertest.Asked[bool](o, "window.owned === true") {
		t.Fatal("a name ran as a script")
	}
	if n := browsertest.Asked[int](o, "document.querySelectorAll('script,img,iframe,object,b.evil').length"); n != 0 {
		t.Errorf("names made %d elements", n)
	}
	text := browsertest.Asked[string](o, "document.querySelectorAll('details').forEach(d => d.open = true) ?? document.body.textContent")
	for _, name := range hostileNames {
		if want := shown(name); !strings.Contains(text, want) {
			t.Errorf("the page does not show %q", want)
		}
	}
	o.Alone()
}

var hostileNames = []string{
	`<script>window.owned=true</script>`, `"><img src=x onerror="window.owned=true">`, `'); window.owned=true; ('`,
	`</title><b class=evil>`, `</style></script><iframe src="javascript:alert(1)">`, `{{.Title}} ${1+1}`, strings.Repeat("long-name-", 30) + "end",
}

func hostileReport(t *testing.T) *Report {
	t.Helper()
	result := synthetic(4)
	m := result.Model
	m.Organisation, m.Scenario, m.Segments[0].Name, m.Segments[1].Name = hostileNames[0], hostileNames[3], hostileNames[1], hostileNames[6]
	m.Departments[0].Name, m.Departments[1].Name, m.Departments[2].Name = hostileNames[2], hostileNames[4], hostileNames[6]+"s"
	m.Arms[2].Name, m.Arms[2].Label, m.Arms[3].Name, m.Arms[3].Label = hostileNames[5], hostileNames[1], hostileNames[6]+"o", hostileNames[0]
	m.Currency = hostileNames[0]
	r, err := New(result, About{
		Notes: []string{hostileNames[4]}, Sources: []Source{{
			Title: hostileNames[1], Text: strings.Join(hostileNames, "\n"),
			Marks: []Mark{{1, hostileNames[2], hostileNames[1], hostileNames[0], "guess"}},
		}},
		Handoffs: syntheticHandoffs(m),
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// quietReport is one in which nothing goes wrong and nobody does anything.
func quietReport(t *testing.T) *Report {
	t.Helper()
	result := synthetic(4)
	m := result.Model
	m.Effects, m.Arms = nil, m.Arms[:sim.DoNothing+1]
	for i := range result.Worlds {
		result.Worlds[i] = result.Worlds[i][:len(m.Arms)]
	}
	r, err := New(result, About{Handoffs: syntheticHandoffs(m)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// syntheticHandoffs lead through the departments to the customers.
func syntheticHandoffs(m *sim.Model) []scenarios.Handoff {
	department := func(i int) scenarios.Place {
		return scenarios.Place{Kind: scenarios.DepartmentPlace, Name: m.Departments[i].Name}
	}
	all := []scenarios.Handoff{
		{From: department(0), To: department(1), PerDay: 10}, {From: department(1), To: department(2), PerDay: 8}, {From: department(2), To: department(1), PerDay: 0.5},
	}
	for i := range m.Segments {
		all = append(all, scenarios.Handoff{From: department(2), To: scenarios.Place{Kind: scenarios.CustomerPlace, Name: m.Segments[i].Name}, PerDay: 4})
	}
	return all
}
