package reporters

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
)

// pageFiles are the templates and the style of a page.
//
//go:embed page/*.html page/*.css
var pageFiles embed.FS

// HTML writes the report as one page that needs nothing else: no network, no
// script. Names and texts from files stand in it as text, whatever they hold.
func HTML(w io.Writer, r *Report) error {
	p, err := newWebPage(r)
	if err != nil {
		return err
	}
	return p.write(w, "page.html")
}

// madeBy names the program.
func madeBy(ripple, golang string) string {
	return strings.TrimSpace("ripple " + ripple + ", " + golang)
}

// webPage is everything that the template of a page shows.
type webPage struct {
	Title, Subtitle string
	Style           template.CSS
	// Policy is the content security policy: nothing but this very style.
	Policy    string
	Made      string
	Sentences []string
	// Events are what goes wrong.
	Events []Event
	// Picks are the options that can be chosen; every picture of one is there.
	Picks []pick
	// Gains set the responses side by side.
	Gains     []stripTable
	Customers []webCustomers
	Map       *webMap
	Fronts    []webFront
	Times     []webTime
	// Led says what waits were led to what they were held by.
	Led string
	// FrontMore and TimeMore are what else there is to say of them.
	FrontMore, TimeMore []webBlock
	Path                *webGrid
	// Shares say which inject has done how much.
	Shares []webBlock
	Orders []webOrder
	// Mismatch is what looks well inside while customers do worse.
	Mismatch []webBlock
	// Chosen says how the orders were chosen.
	Chosen    string
	Money     []stripTable
	MoneyMore []webBlock
	// Verdicts are what was expected, Care what is easily misread, More
	// everything else that the report holds.
	Verdicts, Care, More []webBlock
	// Matrix is what a page of a matrix shows, Compare what a page of a comparison does.
	Matrix  *webMatrix
	Compare *webCompare
	Notes   []string
	Marks   []webMark
	Sources []Source
	// Quiet says that nothing goes wrong.
	Quiet bool
	// Chapters are those of an after-action report.
	Chapters []webChapter
	// Replications, Band and Recover are said in the explanations.
	Replications, Band string
	Recover            int
}

// pick is an option that the reader can choose to see.
type pick struct {
	// At counts from 1, in the order shown.
	At int
	// Name is as in the file, for people, Label says what it is about.
	Name, Label string
	// Responds tells whether somebody wrote it.
	Responds bool
}

// webMark is a number that says where it comes from.
type webMark struct {
	Kind, Said, Where, Why string
}

// webCustomers are the outcomes of one kind of customer.
type webCustomers struct {
	Name string
	// Tables are seen at once, Further, called Names, can be unfolded.
	Tables, Further []stripTable
	Names           []string
	// Same are the numbers that no option changes.
	Same []string
}

func newWebPage(r *Report) (*webPage, error) {
	l := layout{r, formatter{r.Currency}}
	d := &drawing{layout: l}
	p := &webPage{
		Title: l.title(), Subtitle: l.subtitle(), Sentences: unbroken(r.Sentences), Quiet: r.Quiet,
		Made:         madeBy(r.Ripple, r.Go),
		Replications: count(r.Replications), Recover: r.Band.RecoverDays,
		Band: compact(r.Band.Items) + " items and " + compact(100*r.Band.Share) + " %",
	}
	for _, e := range r.DoNothing().Events {
		if !e.Response {
			p.Events = append(p.Events, e)
		}
	}
	shown := l.shown()
	for i := range shown {
		p.Picks = append(p.Picks, d.pick(i, &shown[i]))
	}
	p.Gains = d.gains()
	p.Customers = d.customers()
	p.Map = d.organisation()
	p.Fronts = d.fronts()
	if p.Times = d.times(); len(p.Times) > 0 && l.leadsAway() {
		p.Led = l.led()
	}
	if r.Traced && r.Quiet {
		p.Path = d.grid(l.path().table, l.path().heading)
		p.Path.Known = true
	}
	if p.Orders = d.orders(); len(p.Orders) > 0 {
		p.Chosen = fmt.Sprintf("The %s of customers that lost most time in one replication of %s: number %d, in which doing nothing costs most. In the others it is other orders.", fewOrders(len(p.Orders)), count(r.Replications), r.Worst.Orders[0].Replication)
	}
	p.Money = d.money()
	for _, part := range l.parts() {
		blocks := d.blocks(part.blocks())
		switch part.topic {
		case "options", "customers", "next":
		case "ripple":
			p.FrontMore = notDrawn(blocks, "The ripple, ")
		case "time":
			p.TimeMore = notDrawn(blocks, "Where the time was added", "Where the time of an order goes", carriedHeading)
		case "shares":
			p.Shares = blocks
		case "mismatch":
			p.Mismatch = blocks
		case "money":
			p.MoneyMore = blocks
		case "expected":
			p.Verdicts = blocks
		case "care":
			p.Care = blocks
		default:
			p.More = append(p.More, blocks...)
		}
	}
	p.foundations(r.Notes, r.Sources)
	return p, nil
}

// notDrawn are the blocks that no picture stands for: a picture does for those
// whose headings begin so.
func notDrawn(blocks []webBlock, drawn ...string) []webBlock {
	return slices.DeleteFunc(blocks, func(b webBlock) bool {
		return slices.ContainsFunc(drawn, func(begins string) bool { return strings.HasPrefix(b.Heading, begins) })
	})
}

// foundations are what it rests on.
func (p *webPage) foundations(notes []string, sources []Source) {
	p.Notes, p.Sources = notes, sources
	for _, s := range sources {
		for _, m := range s.Marks {
			p.Marks = append(p.Marks, webMark{m.Kind, m.Said, fmt.Sprintf("%s, line %d: %s", s.Title, m.Line, m.Place), m.Why})
		}
	}
}

func (d *drawing) pick(i int, o *Option) pick {
	p := pick{At: i + 1, Name: d.name(o), Responds: o.Gain != nil}
	if o.Label != p.Name {
		p.Label = o.Label
	}
	return p
}

// write fills the template. The policy lets the page use its own style and
// nothing else: no script, no network, no other style.
func (p *webPage) write(w io.Writer, name string) error {
	css, err := pageFiles.ReadFile("page/page.css")
	if err != nil {
		return fmt.Errorf("read the style of pages: %w", err)
	}
	style := string(css) + choosing(len(p.Picks))
	sum := sha256.Sum256([]byte(style))
	p.Style = template.CSS(style)
	p.Policy = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	t, err := template.New(name).ParseFS(pageFiles, "page/*.html")
	if err != nil {
		return fmt.Errorf("read the templates of pages: %w", err)
	}
	var out bytes.Buffer
	if err := t.ExecuteTemplate(&out, name, p); err != nil {
		return fmt.Errorf("make the page: %w", err)
	}
	_, err = w.Write(out.Bytes())
	return err
}

// choosing is the style by which the option chosen is the one seen. It needs no
// script; where it is not understood, and on paper, all options are seen.
func choosing(options int) string {
	if options == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("@media screen{@supports selector(:has(*)){.panel{display:none}")
	for i := 1; i <= options; i++ {
		fmt.Fprintf(&b, "body:has(#option-%d:checked) .panel-%d{display:block}", i, i)
	}
	b.WriteString("}}\n")
	return b.String()
}
