package reporters

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// webFront is how one option's disturbance travels: a heat map of places and days,
// and the numbers behind it.
type webFront struct {
	pick
	picture
	Rows []heatRow
	// Shut are the stretches of days on which the organisation is closed.
	Shut []span
	Days []tick
	// Top and Bottom bound the rows, Span is between them.
	Top, Bottom, Span px
	Legend            []heatStep
	// Events are what happens, and where in the picture; Lines say it.
	Events []heatMark
	Lines  []string
	// Left is where the days begin, All how wide they are together.
	Left, All px
	// Summary says when each place felt it.
	Summary *webGrid
	// Notes say who does not feel it.
	Notes []string
	// Daily is a table of all days.
	Daily *webGrid
}

// span is a stretch of the picture from left to right.
type span struct{ X, Width px }

// heatRow is one place.
type heatRow struct {
	Label, Name string
	Y, Height   px
	TextY       px
	Cells       []heatCell
	// Marks are when it is first felt, worst and over.
	Marks []heatMark
	JSON  string
	// Values are the row's numbers, as in JSON.
	Values string
}

// heatCell is a stretch of days of one colour.
type heatCell struct {
	span
	Class, Title string
	// Fewer lays stripes over the colour.
	Fewer bool
}

// heatMark is a sign in a row; Path draws it.
type heatMark struct{ Path, Class, Title string }

// heatStep is one colour of the legend.
type heatStep struct {
	Class, Text string
	Fewer       bool
}

// Sizes of heat maps, in the units of their picture.
const (
	heatLabel = 190.0
	heatDays  = 870.0
	heatRowY  = 24.0
	heatTop   = 30.0
)

// heatColours is how many colours there are for more than usual, and as many for fewer.
const heatColours = 6

// place is one row of all heat maps.
type heatPlace struct {
	label, name, kind string
	of                func(*Fronts) Front
}

// fronts are the heat maps of all options shown.
func (d *drawing) fronts() []webFront {
	if d.r.Quiet && len(d.r.Responses()) == 0 || len(d.r.Days) == 0 {
		return nil
	}
	shown := d.shown()
	places := d.heatPlaces(shown)
	steps := d.heatSteps(shown, places)
	var all []webFront
	for i := range shown {
		all = append(all, d.frontOf(i, &shown[i], places, steps))
	}
	return all
}

// heatPlaces are the rows, the first to feel it first; customers come last, as
// they stand at the end of the flow.
func (d *drawing) heatPlaces(shown []Option) []heatPlace {
	lead := shown[0].Front
	order := make([]int, len(lead.Departments))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := lead.Departments[a], lead.Departments[b]
		switch {
		case untouched(x) && untouched(y):
			return 0
		case untouched(x):
			return 1
		case untouched(y):
			return -1
		}
		return x.Felt.Median.Number - y.Felt.Median.Number
	})
	var places []heatPlace
	for _, i := range order {
		name := d.r.Departments[i]
		places = append(places, heatPlace{name, name, "departments", func(f *Fronts) Front { return f.Departments[i] }})
	}
	for i, name := range d.r.Customers {
		if overdue := lead.Overdue[i]; !untouched(overdue) || untouched(lead.Open[i]) {
			places = append(places, heatPlace{name + ", overdue", name, "overdue_orders", func(f *Fronts) Front { return f.Overdue[i] }})
		} else {
			places = append(places, heatPlace{name + ", open", name, "open_orders", func(f *Fronts) Front { return f.Open[i] }})
		}
	}
	return places
}

// heatSteps are the numbers of items at which the colour changes: 1, 2 or 5 times
// a power of ten from the band up to the largest seen in any option.
func (d *drawing) heatSteps(shown []Option, places []heatPlace) []float64 {
	most := 0.0
	for i := range shown {
		for _, p := range places {
			for _, v := range p.of(shown[i].Front).Daily {
				most = max(most, math.Abs(v))
			}
		}
	}
	return colourSteps(d.r.Band.Items, most)
}

// colourSteps are the numbers at which the colour changes, from the least that
// counts to the most there is.
func colourSteps(least, most float64) []float64 {
	var steps []float64
	for v := roundStep(max(least, 0.1)); v <= max(most, least); v = roundStep(v * 1.01) {
		steps = append(steps, v)
	}
	if len(steps) == 0 {
		steps = []float64{roundStep(max(least, 0.1))}
	}
	if n := len(steps); n > heatColours { // leave out some between
		few := make([]float64, heatColours)
		for i := range few {
			few[i] = steps[(i*(n-1)+(heatColours-1)/2)/(heatColours-1)]
		}
		return few
	}
	return steps
}

// heatClass is the colour of a difference, as a class of the style: n for the
// usual, m1 … m6 for more, f1 … f6 for fewer.
func heatClass(v float64, steps []float64) string {
	at := 0
	for at < len(steps) && math.Abs(v) >= steps[at] {
		at++
	}
	switch {
	case at == 0:
		return "n"
	case v < 0:
		return fmt.Sprintf("f%d", heatColour(at, len(steps)))
	}
	return fmt.Sprintf("m%d", heatColour(at, len(steps)))
}

// heatColour spreads n steps over all colours.
func heatColour(step, n int) int {
	if n < 2 {
		return heatColours / 2
	}
	return 1 + (step-1)*(heatColours-1)/(n-1)
}

func (d *drawing) frontOf(i int, o *Option, places []heatPlace, steps []float64) webFront {
	n := len(d.r.Days)
	width := heatDays / float64(n)
	x := func(day int) float64 { return heatLabel + float64(day)*width }
	height := heatTop + heatRowY*float64(len(places))
	w := webFront{
		pick:    d.pick(i, o),
		picture: d.picture("front", heatLabel+heatDays+6, height+24, "", ""),
		Top:     heatTop - 2, Bottom: px(height), Span: px(height - heatTop + 2), Left: heatLabel, All: heatDays, Legend: heatLegend(steps),
	}
	w.Title = "Backlog above usual, day by day: " + w.Name
	felt := 0
	for k, p := range places {
		f := p.of(o.Front)
		y := heatTop + heatRowY*float64(k)
		row := heatRow{
			Label: clipTo(p.label, 26), Name: p.label, Y: px(y), Height: heatRowY - 3, TextY: px(y + heatRowY/2 + 3),
			JSON: pointer("front", key(o.Name), p.kind, key(p.name), "daily"),
		}
		row.Cells, row.Values = d.heatCells(p, f, steps, x)
		if !untouched(f) {
			felt++
			row.Marks = d.heatMarks(p, f, x, width, y)
		}
		w.Rows = append(w.Rows, row)
	}
	w.About = fmt.Sprintf("%d of %d places feel it. The table below says when each first felt it, when it was worst and when it was over.", felt, len(places))
	for from := 0; from < n; from++ {
		to := from
		for to < n && !d.r.Working[to] {
			to++
		}
		if to > from {
			w.Shut = append(w.Shut, span{px(x(from)), px(x(to) - x(from))})
			from = to
		}
	}
	w.Days = d.dayTicks(x)
	w.Events, w.Lines = d.happenings(o, x)
	w.Summary, w.Notes = d.frontSummary(o, places)
	w.Daily = d.dailyTable(o, places)
	return w
}

func heatLegend(steps []float64) []heatStep {
	var legend []heatStep
	for i := len(steps) - 1; i >= 0; i-- {
		legend = append(legend, heatStep{heatClass(-steps[i], steps), minus + compact(steps[i]), true})
	}
	legend = append(legend, heatStep{"n", "as usual", false})
	for _, s := range steps {
		legend = append(legend, heatStep{heatClass(s, steps), "+" + compact(s), false})
	}
	return legend
}

// heatCells joins days of one colour.
func (d *drawing) heatCells(p heatPlace, f Front, steps []float64, x func(int) float64) (cells []heatCell, values string) {
	numbers := make([]string, len(f.Daily))
	for i, v := range f.Daily {
		numbers[i] = machine(v)
	}
	for from := 0; from < len(f.Daily); {
		class, to := heatClass(f.Daily[from], steps), from+1
		most := f.Daily[from]
		for to < len(f.Daily) && heatClass(f.Daily[to], steps) == class {
			if math.Abs(f.Daily[to]) > math.Abs(most) {
				most = f.Daily[to]
			}
			to++
		}
		if class != "n" {
			title := fmt.Sprintf("%s, %s", p.label, d.r.Days[from])
			if to-from > 1 {
				title += fmt.Sprintf(" to %s: up to", d.r.Days[to-1])
			} else {
				title += ":"
			}
			more := "more"
			if most < 0 {
				more = "fewer"
			}
			title += fmt.Sprintf(" %s %s than usual", d.f.bare(Count, math.Abs(most), scaleOf(Count, most)), more)
			cells = append(cells, heatCell{span{px(x(from)), px(x(to) - x(from))}, class, title, most < 0})
		}
		from = to
	}
	return cells, strings.Join(numbers, " ")
}

// heatMarks are the signs of a place: a triangle where it is first felt, a
// diamond where it is worst, a bar where it is over.
func (d *drawing) heatMarks(p heatPlace, f Front, x func(int) float64, width, y float64) []heatMark {
	first := d.r.Days[0].Number
	middle := y + (heatRowY-3)/2
	var marks []heatMark
	add := func(class, what, path string, day Day) {
		if at := day.Number - first; day != (Day{}) && at >= 0 && at < len(d.r.Days) {
			c := x(at) + width/2
			marks = append(marks, heatMark{fmt.Sprintf("M%s %s%s", px(c), px(middle), path), class, p.label + " " + what + " " + day.String()})
		}
	}
	add("felt", "first felt", "m-4 -5l8 5l-8 5z", f.Felt.Median)
	add("peak", "worst", "m0 -6l5 6l-5 6l-5 -6z", f.Worst.Median)
	add("over", "over", "m-1.5 -8h3v16h-3z", f.Over.Median)
	return marks
}

// happenings are an option's events: a triangle above the days, dark for what goes
// wrong and light for a response, and a sentence.
func (d *drawing) happenings(o *Option, x func(int) float64) (marks []heatMark, lines []string) {
	days := float64(len(d.r.Days))
	for _, e := range o.Events {
		class, who := "inject", ""
		if e.Response {
			class, who = "response", "response, "
		}
		line := fmt.Sprintf("%s%s: %s", who, e.When, e.Text)
		lines = append(lines, strings.ToUpper(line[:1])+line[1:])
		if e.Day != (Day{}) && e.At >= 0 && e.At < days {
			at := heatLabel + e.At/days*(x(len(d.r.Days))-heatLabel)
			marks = append(marks, heatMark{fmt.Sprintf("M%s %sl-5 -8h10z", px(at), px(heatTop-1)), class, line})
		}
	}
	return marks, lines
}

// dayTicks are some of the days below the picture.
func (d *drawing) dayTicks(x func(int) float64) []tick {
	n := len(d.r.Days)
	step := 1
	for _, s := range []int{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000} {
		if step = s; n/s <= 8 {
			break
		}
	}
	var all []tick
	for i, day := range d.r.Days {
		if day.Number%step != 0 && (i > 0 || step <= 2) {
			continue
		}
		t := tick{At: px(x(i)), Text: dayShort(day), Anchor: "start"}
		if x(i) > heatLabel+heatDays-90 {
			t.Anchor = "end"
		}
		all = append(all, t)
	}
	return legible(all)
}

// dayShort is a day with its date, in few letters: "day 20 · 24 Jan".
func dayShort(day Day) string {
	_, date, dated := strings.Cut(strings.TrimSuffix(day.String(), ")"), "(")
	if !dated {
		return day.String()
	}
	_, date, _ = strings.Cut(date, " ")
	return fmt.Sprintf("day %d · %s", day.Number, date)
}

// frontSummary says of every place that felt it when, and how badly.
func (d *drawing) frontSummary(o *Option, places []heatPlace) (*webGrid, []string) {
	g := &grid{
		header: []string{"place", "first felt", "worst", "usually", "over"},
		right:  []bool{false, false, true, true, false},
	}
	for _, p := range places {
		if f := p.of(o.Front); !untouched(f) {
			g.rows = append(g.rows, d.front(f, p.label))
		}
	}
	notes := survivors(o.Front)
	if len(g.rows) == 0 {
		return nil, append([]string{"Nobody feels it."}, notes...)
	}
	return d.grid(g, "When each place felt it: "+d.name(o)), notes
}

// dailyTable holds the numbers of the picture, for the places that felt it, on the
// days on which one of them is not as usual.
func (d *drawing) dailyTable(o *Option, places []heatPlace) *webGrid {
	g := &grid{header: []string{"day"}, right: []bool{false}}
	var felt []Front
	for _, p := range places {
		if f := p.of(o.Front); !untouched(f) {
			g.header, g.right = append(g.header, p.label), append(g.right, true)
			felt = append(felt, f)
		}
	}
	if len(felt) == 0 {
		return nil
	}
	for i, day := range d.r.Days {
		name := dayShort(day)
		if !d.r.Working[i] {
			name += ", closed"
		}
		row, usual := []cell{text(name)}, true
		for _, f := range felt {
			one := d.f.signed(Count, f.Daily[i], scale{1, 1, ""})
			row, usual = append(row, text(one)), usual && zero(one)
		}
		if !usual {
			g.rows = append(g.rows, row)
		}
	}
	return d.grid(g, "Items above usual, a mean over replications, on the days that are not as usual: "+d.name(o))
}
