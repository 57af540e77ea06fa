package tabletop

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"ripple/scenarios"
)

// TestAnEventListComesBack: what is written as CSV or XLSX and read again makes the same
// scenario, down to the effects.
func TestAnEventListComesBack(t *testing.T) {
	bundle, err := scenarios.Gather("testdata/workshop.yaml")
	do(t, err)
	before, err := bundle.Load(scenarios.Options{})
	do(t, err)
	for name, write := range map[string]func(*bytes.Buffer) error{
		"csv":  func(b *bytes.Buffer) error { return WriteEventsCSV(b, before.Events()) },
		"xlsx": func(b *bytes.Buffer) error { return WriteEventsXLSX(b, before.Events()) },
	} {
		var b bytes.Buffer
		do(t, write(&b))
		rows, err := ReadEvents("list."+name, b.Bytes())
		do(t, err)
		other, err := bundle.WithEvents(rows)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		after, err := other.Load(scenarios.Options{})
		do(t, err)
		if !reflect.DeepEqual(before.Events(), after.Events()) {
			t.Errorf("%s: %+v\nwas %+v", name, after.Events(), before.Events())
		}
		for i := range before.Model.Effects {
			a, b := before.Model.Effects[i], after.Model.Effects[i]
			if a.Identity != b.Identity || a.When.At != b.When.At || a.Text != b.Text {
				t.Errorf("%s: effect %d is %+v, was %+v", name, i, b, a)
			}
		}
	}
}

// TestAnEventListMadeElsewhere: other names of columns, semicolons, a new inject of words, one moved
// and given words of its own.
func TestAnEventListMadeElsewhere(t *testing.T) {
	bundle, err := scenarios.Gather("testdata/workshop.yaml")
	do(t, err)
	rows, err := ReadEvents("msel.csv", []byte("\ufeffNo.;Event time;Description;Recipient;Notes;Expected outcome\n5;day 23 08:00;The lights go out: everything stops.;;ignored;\n\n40;2026-10-20 09:30;\"A letter; it is long\";front, yard;;Somebody answers.\n"))
	do(t, err)
	other, err := bundle.WithEvents(rows)
	do(t, err)
	s, err := other.Load(scenarios.Options{})
	do(t, err)
	last := s.Injects[len(s.Injects)-1]
	if last.Number != 40 || last.Effect != -1 || last.Say != "A letter; it is long" || strings.Join(last.To, "+") != "front+yard" || last.ExpectedAction != "Somebody answers." {
		t.Errorf("the new inject: %+v", last)
	}
	for _, in := range s.Injects {
		if in.Number == 5 && (in.Effect < 0 || in.Say != "The lights go out: everything stops." || s.Moment(in.When.At) != "day 23 08:00") {
			t.Errorf("the one that was moved: %+v", in)
		}
	}
	for text, want := range map[string]string{
		"number,inject\n1,x\n":                       "msel.csv:1: there is no column `time`",
		"number,time,inject\n1a,day 3,x\n":           "in place of 1a and 1b write, for example, 101 and 102",
		"number,time,inject\none,day 3,x\n":          "msel.csv:2: `one` is no number of an inject",
		"number,time,inject\n50,soon,x\n":            "msel.csv:2: `soon` is no time of the run",
		"number,time,inject\n9,day 3,x\n9,day 4,y":   "msel.csv:3: there is another row with the number 9",
		"number,no,time,inject\n9,9,day 3,x\n":       "msel.csv:1: two columns are `number`",
		"\n\n":                                       "msel.csv:1: the table is empty",
		"number,time,inject,to\n50,day 3,x,nobody\n": "the exercise has no team `nobody`",
	} {
		rows, err := ReadEvents("msel.csv", []byte(text))
		if err == nil {
			_, err = bundle.WithEvents(rows)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, not %s", text, err, want)
		}
	}
}
