package reporters

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"html"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"ripple/reporters/internal/browsertest"
	"ripple/sim"
)

// sessionPlayed is an exercise on the synthetic result: one decision that helps, one that makes it
// worse as a road not taken, one in words, and whatever people write.
func sessionPlayed(replications int, words string) Exercise {
	often := synthetic(replications)
	here := *often
	here.Replications, here.Worlds = 1, often.Worlds[:1]
	standing := func(name string, onTime, due int64) Standing {
		s := Standing{Customers: "consumers", Case: name, InTime: onTime, Due: due, Placed: 900, Delivered: 800, Lost: 12, Open: 88, Overdue: 7, Revenue: 4_200_000}
		s.add(&Standing{})
		return s
	}
	return Exercise{
		About: about, Title: "A bad month " + words, Scenario: "A slip in procurement", Teams: []string{"operations", words},
		Clock: "Monday 2 November 2026, 09:30 to 11:05", Began: "day 15 08:00", Reached: "day 40 17:00", Ended: true, Turns: 6, LivedIn: 1,
		Standing: []Standing{standing(CaseRoom, 700, 800), standing(CaseNobody, 500, 790), standing(CaseUsual, 780, 800)},
		Course:   []CourseDay{{13, Day{14, "2026-01-18"}, 1, 1, 1}, {20, Day{21, "2026-01-25"}, 2, 30, 12}, {39.7, Day{40, "2026-02-13"}, 1, 45, 7}},
		Signs:    []Sign{{19.4, "1", "Approvals stall " + words, false}, {19.4, "D1", "operations: " + words, true}, {21, "D2", "Call", true}},
		Timeline: []Happening{{"day 20 09:00", "09:41", "inject", "the press", "Inject 1: " + words}, {"day 22 09:00", "09:55", "decision", "operations", "D1: fly them in"}},
		Objectives: []Objective{
			{Name: "word", Text: "Customers hear before they ask.", Rating: "performed", Met: true, Words: words, Tested: "1", Noted: []string{"at once"}},
			{Name: "plan", Text: "One plan.", Rating: "performed with major challenges", Words: "Two plans."},
			{Name: "open", Text: "Nobody looked."},
		},
		Remarks: []Remark{{"day 21 10:00", "evaluator", "One plan.", words}},
		Decisions: []Deed{
			{When: "day 22 09:00", Who: "operations", Turn: 2, Words: words, Does: "fly the boards in", Reason: "They wait.", Weighed: true, With: ArmOf{Arm: 2}, Against: ArmOf{Arm: sim.DoNothing}},
			{When: "day 23 09:00", Who: "front", Turn: 2, Words: "Call every customer " + words},
		},
		Roads: []Deed{
			{Kind: WasRefused, When: "day 24 09:00", Who: "front", Words: "Wait", Does: "wait and see", Answer: words, Weighed: true, With: ArmOf{Arm: 3}, Against: ArmOf{Arm: sim.DoNothing}},
			{Kind: NobodyChose, When: "day 20 09:00", Who: "front", Does: "a campaign", Why: "it comes at a random moment"},
		},
		Injects: []Delivery{
			{Number: 1, Status: "came", When: "day 20 09:00", Planned: "day 20 09:00", From: "the press", To: "all", Method: "mail", Text: words, Does: "What reaches procurement is held.", ExpectedAction: "Tell them.", Objective: "One plan.", Controller: "A."},
			{Number: 2, Status: "had not come", Planned: "day 50", To: "front", Text: "A call", Pending: true},
		},
		Played: []Contender{{Name: "the session", Result: often}}, Lived: []Contender{{Name: "the session", Result: &here}}, Room: 2,
	}
}

func afterAction(t *testing.T, replications int, words string) *AfterAction {
	t.Helper()
	a, err := NewAfterAction(sessionPlayed(replications, words))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func writtenAfter(t *testing.T, write AfterActionWriter, a *AfterAction) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := write(&out, a); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestAfterActionReadsAsAgreed(t *testing.T) {
	asAgreed(t, "afteraction.md", writtenAfter(t, AfterActionMarkdown, afterAction(t, 5, "as agreed")))
}

// TestCallsFollowTheRule: what can be told over all replications is the call, how it went in the
// room is the luck.
func TestCallsFollowTheRule(t *testing.T) {
	m := CustomerMetrics()[position(CustomerMetrics(), "on_time_orders")]
	lost := CustomerMetrics()[position(CustomerMetrics(), "abandoned")]
	ranged := func(low, high float64) Estimate {
		return Estimate{Mean: (low + high) / 2, Low: low, High: high, Replications: 200, NonZero: 200}
	}
	rare := Estimate{Mean: 3, Low: 1, High: 5, Replications: 200, NonZero: 4, Certainty: TooRare}
	for _, c := range []struct {
		m     Metric
		often Estimate
		here  float64
		want  string
		money string
	}{
		{m, ranged(1, 9), 4, "right call", "leaves more"},
		{m, ranged(1, 9), -4, "right call, unlucky", "leaves more, less here"},
		{m, ranged(1, 9), 0, "right call, no effect here", "leaves more"},
		{m, ranged(-9, -1), -4, "wrong call", "leaves less"},
		{m, ranged(-9, -1), 4, "wrong call, lucky", "leaves less, more here"},
		{m, ranged(-9, -1), 0, "wrong call, no effect here", "leaves less"},
		{m, ranged(-1, 9), 4, "no clear call, helped here", "no clear difference"},
		{m, ranged(-1, 9), -4, "no clear call, hurt here", "no clear difference"},
		{m, rare, 0, "no clear call, no effect here", "no clear difference"},
		{lost, ranged(-9, -1), -4, "right call", "leaves more"},
		{lost, ranged(1, 9), -4, "wrong call, lucky", "leaves less, more here"},
	} {
		got := call(c.m, c.often, Estimate{Mean: c.here, Low: c.here, High: c.here, Replications: 1, Certainty: Single})
		if got.String() != c.want || got.Money() != c.money {
			t.Errorf("%s from %v to %v, %v here: %q, %q, want %q, %q", c.m.Key, c.often.Low, c.often.High, c.here, got, got.Money(), c.want, c.money)
		}
	}
}

var tags = regexp.MustCompile(`<[^>]*>`)

// TestNoFormatKnowsMoreThanAnother: every table has the same rows in Markdown, on the page and in
// the spreadsheet, and the spreadsheet's numbers are those that the text shows.
func TestNoFormatKnowsMoreThanAnother(t *testing.T) {
	a := afterAction(t, 40, "<i>said</i> | so")
	page := string(writtenAfter(t, AfterActionHTML, a))
	shown := strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(page[strings.Index(page, "<body>"):], " "))), " ")
	marked := string(writtenAfter(t, AfterActionMarkdown, a))
	book := opened(t, writtenAfter(t, AfterActionXLSX, a))
	f := formatter{a.Currency}
	space := func(s string) string { return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00a0", " ")), " ") }
	tables := 0
	for _, c := range a.chapters() {
		for _, s := range slices.Concat(c.text, c.bullets) {
			if !strings.Contains(space(shown), space(s)) {
				t.Errorf("the page does not say %q", s)
			}
			if !strings.Contains(marked, escaped(s)) {
				t.Errorf("the Markdown does not say %q", s)
			}
		}
		for i := range c.registers {
			r := &c.registers[i]
			tables++
			_, rows := table(t, book, r.title)
			if len(rows) != len(r.rows) {
				t.Fatalf("%s: %d rows in the spreadsheet, %d in the report", r.title, len(rows), len(r.rows))
			}
			for y, row := range r.rows {
				column := 0
				for x := range row {
					d := &row[x]
					text := d.cell(f).text
					if !strings.Contains(marked, escaped(strings.TrimSpace(text))) {
						t.Errorf("%s: the Markdown does not say %q", r.title, text)
					}
					if !(r.drawn && x == 2) && !strings.Contains(space(shown), space(text)) { // the page says it above the strips
						t.Errorf("%s: the page does not say %q", r.title, text)
					}
					cell := ""
					if column < len(rows[y]) {
						cell = rows[y][column]
					}
					switch {
					case !d.number && cell != d.text:
						t.Errorf("%s, row %d: the spreadsheet says %q, not %q", r.title, y, cell, d.text)
					case d.number && !math.IsNaN(d.e.Mean):
						v, err := strconv.ParseFloat(cell, 64)
						if err != nil || math.Abs(v-d.e.Mean) > 1e-9*max(1, math.Abs(v)) {
							t.Errorf("%s, row %d: the spreadsheet has %q, not %v", r.title, y, cell, d.e.Mean)
						}
					}
					if column++; r.columns[x].ranged {
						column += 3
					}
				}
			}
		}
	}
	if tables < 12 {
		t.Errorf("only %d tables", tables)
	}
}

// TestWhatPeopleWriteStaysText: on the page, in Markdown and in cells, whatever it is.
func TestWhatPeopleWriteStaysText(t *testing.T) {
	evil := `</style><script>alert(1)</script><img src=x onerror=alert(2)>"'|` + "`=HYPERLINK(\"http://x\")\x1b[2J"
	a := afterAction(t, 5, evil)
	page := string(writtenAfter(t, AfterActionHTML, a))
	for _, bad := range []string{"<script", "<img", "onerror=alert(2)>\"", "\x1b"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	style := page[strings.Index(page, "<style>")+len("<style>") : strings.Index(page, "</style>")]
	sum := sha256.Sum256([]byte(style))
	if policy := html.UnescapeString(page); !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "style-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") {
		t.Error("the policy does not name the page's style alone")
	}
	if strings.Contains(page, " style=") {
		t.Error("an element has a style of its own, which the policy forbids")
	}
	marked := string(writtenAfter(t, AfterActionMarkdown, a))
	if strings.Contains(marked, "<script") || strings.Contains(marked, "\"'|") {
		t.Error("the Markdown holds markup")
	}
	f := opened(t, writtenAfter(t, AfterActionXLSX, afterAction(t, 5, `=HYPERLINK("http://x","y")`)))
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range rows {
			for j := range r {
				if formula, err := f.GetCellFormula(sheet, cellName(j, i+1)); err != nil || formula != "" {
					t.Fatalf("%s!%s is the formula %q (%v)", sheet, cellName(j, i+1), formula, err)
				}
			}
		}
	}
}

// TestAnAfterActionPageInABrowser: nothing is fetched, the console is silent, and nothing is wider
// than a telephone but what scrolls by itself.
func TestAnAfterActionPageInABrowser(t *testing.T) {
	p := browsertest.New(t).Open(t, writtenAfter(t, AfterActionHTML, afterAction(t, 40, strings.Repeat("Donaudampfschifffahrt", 8))))
	for _, width := range []int64{1280, 390} {
		p.Do(chromedp.EmulateViewport(width, 900))
		if over := browsertest.Asked[int](p, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
			t.Errorf("at %d the page is %d too wide", width, over)
		}
	}
	for selector, want := range map[string]int{"svg.session .line": 3, ".strip .lived": 4, ".fill tbody tr": blankRows + 1} {
		if n := browsertest.Asked[int](p, `document.querySelectorAll("`+selector+`").length`); n != want {
			t.Errorf("%d of %s, not %d", n, selector, want)
		}
	}
	for _, scheme := range []string{"light", "dark"} {
		p.Media("screen", scheme)
		for _, text := range p.HardToRead() {
			t.Errorf("%s: %s", scheme, text)
		}
	}
	p.Alone()
}
