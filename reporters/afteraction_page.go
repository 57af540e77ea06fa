package reporters

import (
	"fmt"
	"io"
	"math"
	"strings"
)

// AfterActionHTML writes the report as one page that needs nothing else: no network, no script.
// What people wrote stands in it as text, whatever it holds.
func AfterActionHTML(w io.Writer, a *AfterAction) error {
	f := formatter{a.Currency}
	d := &drawing{layout: layout{f: f}}
	p := &webPage{
		Title: a.title(), Subtitle: unbroken([]string{a.subtitle()})[0], Sentences: unbroken(a.Sentences),
		Made: madeBy(a.Ripple, a.Go), Replications: count(a.Replications),
	}
	chapters := a.chapters()
	for i := range chapters {
		c := &chapters[i]
		out := webChapter{Key: c.key, Heading: c.heading, Text: unbroken(c.text), Bullets: unbroken(c.bullets)}
		switch c.key {
		case "overview":
			out.Course = d.session(a)
		case "decisions":
			out.Strips = a.strips(d, a.weighed(a.Decisions, true), "the call", Call.String)
		case "roads":
			out.Strips = a.strips(d, a.weighed(a.Roads, false), "over all replications", Call.Road)
		}
		for k := range c.registers {
			r := &c.registers[k]
			if r.drawn {
				continue
			}
			t := webRegister{Title: r.title, Table: d.grid(r.grid(f), r.title), Folded: r.deep || len(r.rows) > manyRows, Deep: r.deep, Fill: r.fill, Rows: len(r.rows), Known: r.title == c.heading, First: k == 0}
			t.Table.Known = true
			out.Registers = append(out.Registers, t)
		}
		if c.key == careKey {
			p.Care = []webBlock{{Heading: c.heading, Bullets: out.Bullets}}
			continue
		}
		out.Deep = len(c.registers) > 0 && c.registers[0].deep
		p.Chapters = append(p.Chapters, out)
	}
	return p.write(w, "afteraction.html")
}

// manyRows is from how many rows on a table is folded.
const manyRows = 24

// webChapter is a part of an after-action report.
type webChapter struct {
	Key, Heading  string
	Text, Bullets []string
	Course        *webSession
	Strips        []stripTable
	Registers     []webRegister
	// Deep: few will read it.
	Deep bool
}

// webRegister is one of its tables.
type webRegister struct {
	Title string
	Table *webGrid
	// Folded tables are opened by who wants to read them, Deep ones are not printed, and in
	// those to Fill people write. Known: the heading above says its title. The First stands before
	// what is drawn.
	Folded, Deep, Fill, Known, First bool
	Rows                             int
}

// strips draw what was weighed: a dot for every replication, and where the room fell.
func (a *AfterAction) strips(d *drawing, all []weighing, head string, say func(Call) string) []stripTable {
	var tables []stripTable
	draw := func(m Metric, lines []stripLine) {
		if len(lines) > 0 {
			tables = append(tables, d.strips(m, lines, []string{hereTitle, a.oftenTitle(), "better in", "worse in", head}, true))
		}
	}
	line := func(w weighing, m Metric, here, often Estimate, dots []float64, c Call, say func(Call) string) stripLine {
		l := stripLine{name: w.name, label: clipTo(w.label, 110), estimate: often, values: dots, here: &here.Mean}
		row := changeRow(w, m, here, often, dots, c, say)
		for i := range row[3:] {
			cell := row[3+i].cell(d.f)
			n := number{Text: cell.text, Tone: toneWords[cell.tone]}
			if cell.mark != "" {
				n.Text += " " + cell.mark
			}
			l.numbers = append(l.numbers, n)
		}
		l.tone = toneWords[c.tone()]
		return l
	}
	for _, key := range []string{"on_time_orders", "abandoned"} {
		var lines []stripLine
		for _, w := range all {
			if w.worth.Judged.Key == key {
				lines = append(lines, line(w, w.worth.Judged, w.worth.HereJudged, w.worth.OftenJudged, w.worth.Dots, w.worth.Call, say))
			}
		}
		draw(CustomerMetrics()[position(CustomerMetrics(), key)], lines)
	}
	if a.Priced {
		net := MoneyMetrics()[position(MoneyMetrics(), "net")]
		var lines []stripLine
		for _, w := range all {
			lines = append(lines, line(w, net, w.worth.HereMoney, w.worth.OftenMoney, w.worth.MoneyDots, w.worth.MoneyCall, Call.Money))
		}
		draw(net, lines)
	}
	return tables
}

// webSession is the picture of a session: customers' orders overdue as the room lived
// through it and as it would have been, with what happened and what was decided.
type webSession struct {
	picture
	Left, Right, Top, Bottom px
	Days, Amounts            []tick
	Lines                    []webLine
	Signs                    []webSign
	Said                     []webSaid
}

type webLine struct {
	Class, Text, Path string
	TextX, TextY      px
	Values            string
}

type webSign struct {
	X, Y        px
	Path, Name  string
	Class       string
	Title       string
	TextX       px
	Anchor      string
	From, Until px
}

// webSaid is a sign in words.
type webSaid struct {
	Name, Text string
	Decision   bool
}

// Sizes of the picture of a session.
const (
	sessionWidth = 1060.0
	sessionLeft  = 44.0
	sessionRight = 850.0
	sessionPlot  = 300.0
	sessionLane  = 22.0
)

// session draws the picture; nil where there is no stretch of time to draw.
func (d *drawing) session(a *AfterAction) *webSession {
	days := a.Course
	if len(days) < 2 {
		return nil
	}
	first, last := days[0].At, days[len(days)-1].At
	x := axis{first, last, sessionLeft, sessionRight}
	most := 1.0
	for _, day := range days {
		most = max(most, float64(day.Room), float64(day.Nobody), float64(day.Usual))
	}
	s := &webSession{picture: d.picture("session", sessionWidth, 0, "Orders overdue in this room, had nobody responded, and had nothing gone wrong", "")}
	lanes := s.sign(a.Signs, x)
	top := 14 + float64(lanes)*sessionLane
	bottom := top + sessionPlot
	y := axis{0, most * 1.05, bottom, top}
	s.Left, s.Right, s.Top, s.Bottom, s.Height = px(sessionLeft), px(sessionRight), px(top), px(bottom), px(bottom+44)
	for i := range s.Signs {
		s.Signs[i].Until = px(bottom)
	}
	var labels []float64
	for _, line := range []struct {
		class, text string
		of          func(CourseDay) int64
	}{
		{"room", CaseRoom, func(d CourseDay) int64 { return d.Room }},
		{"nobody", CaseNobody, func(d CourseDay) int64 { return d.Nobody }},
		{"usual", CaseUsual, func(d CourseDay) int64 { return d.Usual }},
	} {
		l := webLine{Class: line.class, TextX: px(sessionRight + 8)}
		var path, values strings.Builder
		for i, day := range days {
			command := "L"
			if i == 0 {
				command = "M"
			}
			fmt.Fprintf(&path, "%s%s %s", command, px(x.at(day.At)), px(y.at(float64(line.of(day)))))
			if i > 0 {
				values.WriteByte(' ')
			}
			fmt.Fprint(&values, line.of(day))
		}
		end := line.of(days[len(days)-1])
		l.Path, l.Values, l.Text = path.String(), values.String(), fmt.Sprintf("%s: %s", line.text, count(int(end)))
		labels = append(labels, y.at(float64(end))+4)
		s.Lines = append(s.Lines, l)
	}
	for i, at := range pushedApart(labels, 17, top+6, bottom+4) {
		s.Lines[i].TextY = px(at)
	}
	s.Days = sessionDays(x)
	step := max(1, roundStep(most/5))
	for v := 0.0; v <= most; v += step {
		s.Amounts = append(s.Amounts, tick{At: px(y.at(v)), Text: decimal(v, 0)})
	}
	return s
}

// sign puts the signs into lanes, in which none stands on another, and tells how many it took.
func (s *webSession) sign(signs []Sign, x axis) int {
	var past []float64
	for _, g := range signs {
		at := x.at(min(max(g.At, x.low), x.high))
		width := 16 + 8*float64(len(g.Name))
		lane := 0
		for lane < len(past) && past[lane] > at-8 {
			lane++
		}
		if lane == len(past) {
			past = append(past, 0)
		}
		past[lane] = at + width
		mid := 10 + float64(lane)*sessionLane
		text := shown(g.Text)
		sign := webSign{X: px(at), Y: px(mid), Name: g.Name, Title: text, Class: "inject", TextX: px(at + 10), Anchor: "start", From: px(mid + 7)}
		sign.Path = fmt.Sprintf("M%s %sl-6 -11h12z", px(at), px(mid+6))
		if g.Decision {
			sign.Class = "response"
			sign.Path = fmt.Sprintf("M%s %sl6 6l-6 6l-6 -6z", px(at), px(mid-6))
		}
		s.Signs = append(s.Signs, sign)
		s.Said = append(s.Said, webSaid{g.Name, text, g.Decision})
	}
	return len(past)
}

// pushedApart moves places apart that are nearer to each other than a gap, within bounds; their
// order stays.
func pushedApart(places []float64, gap, low, high float64) []float64 {
	out := append([]float64(nil), places...)
	order := make([]int, len(out))
	for i := range order {
		order[i] = i
	}
	for i := 1; i < len(order); i++ {
		for j := i; j > 0 && out[order[j]] < out[order[j-1]]; j-- {
			order[j], order[j-1] = order[j-1], order[j]
		}
	}
	for i, k := range order {
		out[k] = max(out[k], low)
		if i > 0 {
			out[k] = max(out[k], out[order[i-1]]+gap)
		}
	}
	limit := high
	for i := len(order) - 1; i >= 0; i-- {
		out[order[i]] = min(out[order[i]], limit)
		limit = out[order[i]] - gap
	}
	return out
}

// sessionDays are days below the picture.
func sessionDays(x axis) []tick {
	step := max(1, math.Round(roundStep((x.high-x.low)/7)))
	var all []tick
	for n := math.Ceil((x.low+1)/step) * step; n <= x.high+1; n += step {
		at := x.at(n - 1)
		if n < 1 || at < x.left {
			continue
		}
		t := tick{At: px(at), Text: fmt.Sprintf("day %d", int(n)), Anchor: "middle"}
		if at > x.right-24 {
			t.Anchor = "end"
		}
		all = append(all, t)
	}
	return legible(all)
}
