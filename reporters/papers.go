package reporters

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"

	"ripple/scenarios"
)

// PapersHTML writes what an exercise needs on paper as one page that needs nothing else:
// the situation manual, cards, event list, sheets for evaluators, the facilitator's guide
// and the form for feedback, each part on sheets of its own, for A4 and for Letter.
// What players get says nothing of what is to come. Names and texts from files stand in it
// as text, whatever they hold.
func PapersHTML(w io.Writer, s *scenarios.Scenario, ripple, golang string) error {
	p := newPapers(s)
	p.Made = madeBy(ripple, golang)
	return p.write(w)
}

// papers are all sheets of an exercise.
type papers struct {
	Title, Subtitle, Made string
	Style                 template.CSS
	Policy                string
	Parts                 []*paperPart
	Sheets                []*paperSheet
}

// paperPart is what one kind of reader gets.
type paperPart struct {
	Title string
	For   string // whom it is for
	// Copies says how often it is printed.
	Copies string
	// From and To are its pages, counted from 1.
	From, To int
	// Open tells whether players may read it.
	Open bool
	// Small print has more on a page.
	Small  bool
	blocks []paper
}

// Pages are the part's pages, as printing dialogues want them.
func (p *paperPart) Pages() string {
	if p.From == p.To {
		return fmt.Sprint(p.From)
	}
	return fmt.Sprintf("%d-%d", p.From, p.To)
}

// paperSheet is one page of paper.
type paperSheet struct {
	Part   *paperPart
	Page   int
	First  bool // of its part
	Blocks []paper
}

// paper is something that stands on a sheet.
type paper struct {
	Heading string // of the second level; Under of the third
	Under   string
	Text    string
	Bullet  string
	Aloud   string // is read aloud
	Box     string // can be ticked
	Table   *paperTable
	Cards   []paperCard
	Scale   *paperScale
	Lines   []struct{} // to write on
	Fill    bool       // with lines to the end of the sheet
	// Break begins a new sheet.
	Break bool
	// Contents is the list of parts, which is made last.
	Contents bool
}

// paperTable is a table; Widths are classes of its columns.
type paperTable struct {
	Name   string // for those who do not see it
	Header []string
	Widths []int // shares of the line, in percent
	Rows   [][]string
}

// paperScale is something that is rated.
type paperScale struct {
	Says   string
	Grades []string
}

// paperCard is a card to cut out.
type paperCard struct {
	Size  string // quarter, half or whole: of a sheet
	Kind  string
	Title string
	Facts []paperFact
	Text  string
	More  []paperFact // below the text
	Lines []struct{}
}

// paperFact is a line of a card: from, to, cost.
type paperFact struct{ Name, Text string }

func newPapers(s *scenarios.Scenario) *papers {
	a := &papering{s: s, x: s.Exercise, m: s.Model, check: s.Check()}
	p := &papers{Title: a.title(), Subtitle: "Printed matter of the exercise, by ripple"}
	for _, one := range []*paperPart{
		a.contents(), a.manual(),
	} {
		p.add(one)
	}
	for i := range a.x.Teams {
		p.add(a.responseCards(i))
	}
	for _, one := range []*paperPart{a.slips(), a.injectCards(false), a.feedback(), a.injectCards(true), a.eventList(), a.evaluation(), a.guide()} {
		p.add(one)
	}
	for _, sheet := range p.Sheets {
		for i := range sheet.Blocks {
			if sheet.Blocks[i].Contents {
				sheet.Blocks[i].Table = p.list()
			}
		}
	}
	return p
}

// add lays a part out on sheets.
func (p *papers) add(one *paperPart) {
	if one == nil || len(one.blocks) == 0 {
		return
	}
	one.From = len(p.Sheets) + 1
	for i, blocks := range roomOf(one).paginated(one.blocks) {
		p.Sheets = append(p.Sheets, &paperSheet{Part: one, Page: len(p.Sheets) + 1, First: i == 0, Blocks: blocks})
	}
	one.To = len(p.Sheets)
	p.Parts = append(p.Parts, one)
}

// list is the table of the parts with their pages.
func (p *papers) list() *paperTable {
	t := &paperTable{Name: "What there is to print", Header: []string{"pages", "what", "for whom", "copies"}, Widths: contentsWidths}
	for _, one := range p.Parts {
		t.Rows = append(t.Rows, []string{one.Pages(), one.Title, one.For, one.Copies})
	}
	return t
}

// contentsWidths are those of the list of parts.
var contentsWidths = []int{12, 34, 27, 27}

// write fills the template, with the style that all pages have and what paper needs beside it.
func (p *papers) write(w io.Writer) error {
	var style strings.Builder
	for _, name := range []string{"page/page.css", "page/papers.css"} {
		css, err := pageFiles.ReadFile(name)
		if err != nil {
			return fmt.Errorf("read the style of papers: %w", err)
		}
		style.Write(css)
	}
	sum := sha256.Sum256([]byte(style.String()))
	p.Style = template.CSS(style.String())
	p.Policy = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	t, err := template.New("papers.html").ParseFS(pageFiles, "page/*.html")
	if err != nil {
		return fmt.Errorf("read the templates of papers: %w", err)
	}
	var out bytes.Buffer
	if err := t.ExecuteTemplate(&out, "papers.html", p); err != nil {
		return fmt.Errorf("make the papers: %w", err)
	}
	_, err = w.Write(out.Bytes())
	return err
}
