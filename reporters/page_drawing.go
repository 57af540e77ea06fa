package reporters

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// drawing makes the pictures of one page.
type drawing struct {
	layout
	ids int
}

// id is a name inside the page, the same whenever it is made.
func (d *drawing) id(what string) string {
	d.ids++
	return fmt.Sprintf("%s-%d", what, d.ids)
}

// picture is what every picture has: its size, and what it says to those who do
// not see it.
type picture struct {
	ID            string
	Width, Height px
	Title, About  string
}

func (d *drawing) picture(what string, width, height float64, title, about string) picture {
	return picture{d.id(what), px(width), px(height), title, about}
}

// px is a length or a place in a picture, written to a tenth.
type px float64

func (v px) String() string {
	return strconv.FormatFloat(math.Round(float64(v)*10)/10+0, 'f', -1, 64)
}

// number is a number in the page, with its place in the JSON of the same report.
type number struct {
	Text string
	// Under stands below it, in small letters.
	Under string
	// JSON points (RFC 6901) at the estimate, or at the value when there is no range.
	JSON            string
	Mean, Low, High string
	// Tone is better, worse, quiet or nothing.
	Tone string
}

// pointer is a place in the JSON of a report.
func pointer(path ...string) string {
	var b strings.Builder
	for _, p := range path {
		b.WriteByte('/')
		b.WriteString(strings.NewReplacer("~", "~0", "/", "~1").Replace(p))
	}
	return b.String()
}

// estimated is an estimate as a number of the page.
func estimated(text, at string, e Estimate) number {
	doc := estimateDoc(e)
	return number{Text: text, JSON: at, Mean: machine(float64(doc.Mean)), Low: machine(float64(doc.Low)), High: machine(float64(doc.High))}
}

// toneWords are the tones as classes of a style.
var toneWords = [...]string{plain: "", good: "better", bad: "worse", quietly: "quiet"}

// difference is a difference as a number of the page.
func (d *drawing) differenceNumber(m Metric, e, usual Estimate, at string) number {
	c := d.difference(m, e, usual)
	n := estimated(c.text, at, e)
	n.Tone = toneWords[c.tone]
	return n
}

// clipTo cuts a text to so many characters.
func clipTo(s string, most int) string {
	s = shown(s)
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// axis turns numbers into places between two edges.
type axis struct {
	low, high   float64 // numbers
	left, right float64 // places
}

func (a axis) at(v float64) float64 {
	if a.high <= a.low {
		return (a.left + a.right) / 2
	}
	return a.left + (v-a.low)/(a.high-a.low)*(a.right-a.left)
}

// tick is a number on an axis.
type tick struct {
	At   px
	Text string
	// Anchor keeps the text inside the picture.
	Anchor string
}

// ticks are round numbers on the axis, two to five.
func (a axis) ticks(f formatter, u Unit) []tick {
	s := scaleOf(u, max(math.Abs(a.low), math.Abs(a.high)))
	step := roundStep((a.high - a.low) / s.by / 5)
	if step <= 0 || math.IsInf(step, 0) || math.IsNaN(step) {
		return nil
	}
	s.digits = max(0, int(math.Ceil(-math.Log10(step)-1e-9)))
	var all []tick
	for k := math.Ceil(a.low / s.by / step); k*step <= a.high/s.by; k++ {
		v := k * step * s.by
		t := tick{At: px(a.at(v)), Text: f.bare(u, v, s) + s.suffix, Anchor: "middle"}
		switch {
		case a.at(v) < a.left+20:
			t.Anchor = "start"
		case a.at(v) > a.right-20:
			t.Anchor = "end"
		}
		all = append(all, t)
	}
	return legible(all)
}

// legible leaves out the texts that would stand on the one before.
func legible(ticks []tick) []tick {
	const letter, gap = 6.5, 8
	past := math.Inf(-1)
	for i := range ticks {
		t := &ticks[i]
		width := letter * float64(utf8.RuneCountInString(t.Text))
		left := float64(t.At) - map[string]float64{"start": 0, "middle": 0.5, "end": 1}[t.Anchor]*width
		if left < past+gap {
			t.Text = ""
			continue
		}
		past = left + width
	}
	return ticks
}

// roundStep is the 1, 2 or 5 times a power of ten that is nearest above.
func roundStep(v float64) float64 {
	if v <= 0 {
		return 0
	}
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{1, 2, 5} {
		if m*power >= v {
			return m * power
		}
	}
	return 10 * power
}
