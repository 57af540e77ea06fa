package reporters

import (
	"fmt"
	"io"
	"strings"

	"ripple/sim"
)

// TraceWriter writes a trace in one format.
type TraceWriter func(w io.Writer, t *Trace) error

// TraceTable writes the trace for a terminal, without colours.
func TraceTable(w io.Writer, t *Trace) error { return terminal{}.write(w, t.page()) }

// TraceColourTable writes the trace for a terminal that shows colours.
func TraceColourTable(w io.Writer, t *Trace) error { return terminal{colour: true}.write(w, t.page()) }

// TraceMarkdown writes the trace as GitHub-flavoured Markdown.
func TraceMarkdown(w io.Writer, t *Trace) error { return markdown(w, t.page()) }

// page lays a trace out for people.
func (t *Trace) page() []block {
	title := t.Scenario
	if t.Organisation != "" {
		title += " · " + t.Organisation
	}
	head := block{heading: title, text: []string{fmt.Sprintf("Orders followed %s, and %s. Seed %d.", t.phrase(t.Here), t.phrase(t.There), t.Seed)}}
	if t.Chosen != "" {
		head.text = append(head.text, t.Chosen)
	}
	if len(t.Orders) == 0 {
		head.text = append(head.text, "No order took longer.")
	}
	blocks := []block{head}
	for i := range t.Orders {
		blocks = append(blocks, t.order(&t.Orders[i])...)
	}
	if len(t.Next) > 0 {
		blocks = append(blocks, block{heading: nextHeading, lines: t.Next})
	}
	return blocks
}

// order lays out one order: in words, step by step, and by cause.
func (t *Trace) order(o *TracedOrder) []block {
	words := block{heading: fmt.Sprintf("%s, replication %d", o.Name, o.Replication), text: t.sentences(o), lines: t.story(o)}
	return []block{words, t.timeline(o), t.causes(o)}
}

// barWidth is how many characters the bars of a timeline are wide.
const barWidth = 16

// timeline is a line for every step, with the hours in both cases and a bar.
func (t *Trace) timeline(o *TracedOrder) block {
	g := &grid{
		header: []string{"step", "in", "arrived", "left", t.Here.heading(), t.There.heading(), "difference", "from placing on"},
		under:  []string{"", "", "day", "day", "hours", "hours", "hours", ""},
		right:  []bool{false, false, true, true, true, true, true, false},
	}
	var sum, apart [2]sim.Tick
	upstream, acted := false, false
	for i := range o.Steps {
		r := &o.Steps[i]
		row := []cell{text(called(r)), text(r.Department), text(""), text("")}
		if r.Here != nil {
			row[2].text, row[3].text = t.clock.numbered(r.Here.Arrived), t.clock.numbered(r.Here.Left)
		}
		var stays [2]sim.Tick
		beside := true
		for k, s := range []*sim.JourneyStep{r.Here, r.There} {
			c := text("–")
			if s != nil {
				stays[k] = s.Left - s.Arrived
				c = text(hourly(stays[k]))
				if s.OnPath {
					sum[k] += stays[k]
					beside = false
				}
				if s.Open {
					c.mark = "open"
				}
			}
			row = append(row, c)
		}
		if beside {
			row[0].text += ", beside"
		}
		row = append(row, t.change(stays[0]-stays[1]), text(o.bar(r)))
		g.rows = append(g.rows, row)
		for _, h := range t.held(o, r) {
			g.rows = append(g.rows, t.upstreamRow(o, &h))
			upstream, acted = upstream || !h.inject, acted || h.inject
		}
	}
	var whole [2]sim.Tick
	for k, j := range []*sim.Journey{o.Here, o.There} {
		if j != nil {
			whole[k] = j.Took()
			apart[k] = whole[k] - sum[k]
		}
	}
	line := func(name string, of [2]sim.Tick) {
		g.rows = append(g.rows, []cell{text(name), text(""), text(""), text(""), text(hourly(of[0])), text(hourly(of[1])), t.change(of[0] - of[1]), text("")})
	}
	line("on the way between", apart)
	line("together", whole)
	note := fmt.Sprintf("Arrived and left are those %s. In the bars %s is “%s”, %s is “%s”, %s both.", t.phrase(t.Here), string(barHere), t.Here.plain(), string(barThere), t.There.plain(), string(barBoth))
	for i := range o.Steps {
		if s := o.Steps[i].Here; s != nil && !s.OnPath {
			note += " What happens beside the way to the end, while other branches take longer, does not count."
			break
		}
	}
	if upstream {
		note += " Below ← is what the step waited for, and where that was meanwhile: its hours, in brackets, are those of the wait."
	}
	if acted {
		note += " After ← stands also the inject that held it, or took a system down, with the hours, where that is certain."
	}
	return block{heading: "Step by step", table: g, lines: []string{note}}
}

// upstreamRow is a line below a step: when, for what is of the first case, the hours of
// both, and the bar.
func (t *Trace) upstreamRow(o *TracedOrder, h *stretchRow) []cell {
	row := []cell{{text: h.name, tone: quietly}, text(h.place), text(""), text(""), text(""), text(""), text(""), text("")}
	for k, during := range h.during {
		if during > 0 {
			row[4+k].text = "(" + hourly(during) + ")"
		}
	}
	switch {
	case h.inject:
	case h.first:
		row[2].text, row[3].text = t.clock.numbered(h.arrived), t.clock.numbered(h.left)
		row[7].text = o.barOf(o.Here, h.clippedAt, h.leaving)
	default:
		row[7].text = o.barOf(o.There, h.clippedAt, h.leaving)
	}
	return row
}

// The characters that bars are made of.
const (
	barHere     = '▒'
	barThere    = '░'
	barBoth     = '█'
	barUpstream = '·'
)

// bar draws when an item was at a step, from placing on.
func (o *TracedOrder) bar(r *TracedStep) string {
	bar := []rune(strings.Repeat(" ", barWidth))
	if r.There != nil {
		o.paint(bar, r.There.Arrived-o.There.Placed, r.There.Left-o.There.Placed, barThere)
	}
	if r.Here != nil {
		o.paint(bar, r.Here.Arrived-o.Here.Placed, r.Here.Left-o.Here.Placed, barHere)
	}
	return strings.TrimRight(string(bar), " ")
}

// barOf draws a stretch of time in one case.
func (o *TracedOrder) barOf(j *sim.Journey, from, to sim.Tick) string {
	bar := []rune(strings.Repeat(" ", barWidth))
	o.paint(bar, from-j.Placed, to-j.Placed, barUpstream)
	return strings.TrimRight(string(bar), " ")
}

// paint fills a stretch of a bar, in time from placing on.
func (o *TracedOrder) paint(bar []rune, from, to sim.Tick, with rune) {
	var whole sim.Tick
	for _, j := range []*sim.Journey{o.Here, o.There} {
		if j != nil {
			whole = max(whole, j.Took())
		}
	}
	if whole <= 0 {
		return
	}
	first := min(barWidth-1, int(from*barWidth/whole))
	past := max(first+1, int((to*barWidth+whole-1)/whole))
	for i := first; i < min(barWidth, past); i++ {
		if bar[i] != ' ' {
			bar[i] = barBoth
		} else {
			bar[i] = with
		}
	}
}

// causes is where the time on the way went: the largest differences, and the rest.
func (t *Trace) causes(o *TracedOrder) block {
	g := &grid{
		header: []string{"department", "why", t.Here.heading(), t.There.heading(), "difference"},
		under:  []string{"", "", "hours", "hours", "hours"},
		right:  []bool{false, false, true, true, true},
	}
	add := func(department, why string, here, there sim.Tick) {
		g.rows = append(g.rows, []cell{text(department), text(why), text(hourly(here)), text(hourly(there)), t.change(here - there)})
	}
	var here, there, restHere, restThere sim.Tick
	for i, c := range o.Causes {
		here, there = here+c.Here, there+c.There
		if i < topRows {
			add(c.Department, c.Cause.String(), c.Here, c.There)
		} else {
			restHere, restThere = restHere+c.Here, restThere+c.There
		}
	}
	if len(o.Causes) > topRows {
		add("everything else", "", restHere, restThere)
	}
	add("together", "", here, there)
	return block{heading: "Where its time went", table: g}
}

// hourly is a length in hours, to the tenth.
func hourly(t sim.Tick) string { return decimal(float64(t)/3_600_000, 1) }

// change is a difference in hours.
func (t *Trace) change(d sim.Tick) cell {
	c := text(formatter{}.signed(Count, float64(d)/3_600_000, scale{1, 1, ""}))
	switch {
	case d > 0:
		c.tone = bad
	case d < 0:
		c.tone = good
	}
	return c
}
