package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"ripple/reporters"
	"ripple/scenarios"
	"ripple/sim/calendar"

	"github.com/spf13/cobra"
)

func newCheck(e *env) *cobra.Command {
	var f actualFlags
	c := &cobra.Command{
		Use:   "check FILE",
		Short: "check a scenario or organisation and show who is in it and how loaded they are",
		Long: `Check a scenario or an organisation: mistakes with their place in the file, how loaded
every team is, who depends on what, and what is likely to surprise. Where it says what
really happened (actual), it is played briefly as it is, and held against that.`,
		Example:           "  ripple check mine.yaml\n  ripple check mine.yaml --replications 40 --for \"120 days\"",
		Args:              exactly(1, "one scenario or organisation"),
		ValidArgsFunction: completeNames,
		RunE: func(_ *cobra.Command, args []string) error {
			report, err := scenarios.Check(args[0])
			if err != nil {
				return badFile(err)
			}
			shown := &checked{CheckReport: report, file: args[0]}
			if len(report.Actual) > 0 && !f.never {
				if shown.held, err = f.held(e, args[0]); err != nil {
					return err
				}
			}
			return shown.write(e.Out)
		},
	}
	f.register(c)
	return c
}

// checked prints what a check found.
type checked struct {
	*scenarios.CheckReport
	file string
	held *reporters.Report // against what really happened; nil: nothing is stated
}

func (c *checked) write(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	c.head(w)
	c.teams(w)
	c.services(w)
	c.flows(w)
	c.things(w)
	c.actual(w)
	c.remarks(w)
	return w.Flush()
}

func (c *checked) head(w io.Writer) {
	fmt.Fprintf(w, "%s is fine: %s", c.file, c.Title)
	if c.Organisation != c.Title {
		fmt.Fprintf(w, " at %s", c.Organisation)
	}
	fmt.Fprintf(w, ".\n%d people; on a working day %s orders come in and %s steps are done.\n",
		c.People, about(c.OrdersPerDay), about(c.StepsPerDay))
}

// teams shows how loaded everybody is.
func (c *checked) teams(w io.Writer) {
	fmt.Fprintln(w, "\nteam\tstaff\thours a week\tbusy")
	for _, d := range c.Departments {
		for _, t := range d.Teams {
			name := d.Name
			if len(d.Teams) > 1 {
				name += "." + t.Name
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", name, staffText(t), about(t.HoursPerWeek), load(t.Utilisation))
		}
	}
}

// services shows who serves whom, and by what.
func (c *checked) services(w io.Writer) {
	fmt.Fprintln(w, "\ndepartment\tserves\tby")
	for _, s := range c.Services {
		whom := s.Customers
		if len(c.Departments) > 3 && len(s.Departments) == len(c.Departments)-1 {
			whom = append(whom, "all other departments")
		} else {
			whom = append(whom, s.Departments...)
		}
		fmt.Fprintf(w, "%s\t%s\t%s: %s\n", s.From, few(whom, 6), s.Kind, few(s.Things, 4))
	}
}

// few lists names, but no more than most of them.
func few(names []string, most int) string {
	if len(names) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most-1], ", "), len(names)-most+1)
	}
	return strings.Join(names, ", ")
}

// staffText is how many people a team has, and how many of them are at work.
func staffText(t scenarios.TeamCheck) string {
	text := fmt.Sprintf("%.4g", t.Staff)
	if work := fmt.Sprintf("%.4g", t.AtWork); work != text && t.HoursPerWeek > 0 {
		text += " (" + work + " at work)"
	}
	return text
}

// load writes a utilisation and what it means.
func load(share float64) string {
	text := fmt.Sprintf("%.0f %%", 100*share)
	switch {
	case share >= 1:
		text += " too much: the backlog grows without end"
	case share > 0.9:
		text += " hardly any slack"
	}
	return text
}

func (c *checked) flows(w io.Writer) {
	fmt.Fprintln(w, "\nflow\tfor\tsteps\tstarted a day")
	for _, f := range c.Flows {
		who := f.Customer
		if who == "" {
			who = "colleagues"
		}
		fmt.Fprintf(w, "%s\t%s\t%d\t%s\n", f.Name, who, f.Steps, about(f.PerDay))
	}
	fmt.Fprintln(w, "\ncustomers\torders a day\tpromise")
	for _, s := range c.Customers {
		fmt.Fprintf(w, "%s\t%s\t%s\n", s.Name, about(s.OrdersPerDay), s.Promise)
	}
}

// things shows systems and stocks.
func (c *checked) things(w io.Writer) {
	if len(c.Systems) > 0 {
		fmt.Fprintln(w, "\nsystem\trun by\tneeded by")
		for _, s := range c.Systems {
			fmt.Fprintf(w, "%s\t%s\t%s\n", s.Name, s.RunBy, needers(s.Steps))
		}
	}
	if len(c.Suppliers) > 0 {
		fmt.Fprintln(w, "\nsupplier\tusual lead time\tleast order\tprice\tdelivers")
		for _, s := range c.Suppliers {
			fmt.Fprintf(w, "%s\t%s days\t%d\t%s\t%s\n", s.Name, about(float64(s.LeadTime)/float64(calendar.CalendarDay)), max(1, s.Minimum), about(s.Price), strings.Join(s.Stocks, ", "))
		}
	}
	if len(c.Stocks) > 0 {
		fmt.Fprintln(w, "\nstock\tat\tused a day\tlasts when supply stops\treplenished by")
		for _, s := range c.Stocks {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s working days\t%s\n", s.Name, s.Department, about(s.UsePerDay), about(s.LastsDays), strings.Join(s.Sources, ", "))
		}
	}
}

// needers sums up the steps that need a system by flow: "web-order (5 steps)".
func needers(steps []string) string {
	var flows []string
	count := map[string]int{}
	for _, step := range steps {
		flow, _, _ := strings.Cut(step, ".")
		if count[flow] == 0 {
			flows = append(flows, flow)
		}
		count[flow]++
	}
	for i, flow := range flows {
		if count[flow] > 1 {
			flows[i] = fmt.Sprintf("%s (%d steps)", flow, count[flow])
		}
	}
	if len(flows) > 5 {
		flows = append(flows[:4], fmt.Sprintf("and %d more flows", len(flows)-4))
	}
	return strings.Join(flows, ", ")
}

func (c *checked) remarks(w io.Writer) {
	if h := c.Handoff; h.From != "" {
		after := ""
		if h.Step != "" {
			after = " after " + h.Step
		}
		fmt.Fprintf(w, "\nThe shortest handoff, %s from %s to %s%s, costs the most speed: work moves on in strides of about its length.\n",
			length(h.Least), h.From, h.To, after)
	}
	if len(c.Notes) > 0 {
		fmt.Fprintln(w)
		for _, note := range c.Notes {
			fmt.Fprintf(w, "- %s\n", note)
		}
	}
	if c.Kind == "scenario" {
		fmt.Fprintf(w, "\nNext: ripple run %s\n", shellQuoted(c.file))
	}
}

// length writes a length of time without empty parts: 15m, 1h30m.
func length(t calendar.Tick) string {
	text := (time.Duration(t) * time.Millisecond).String()
	for _, empty := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(text, empty) {
			text = text[:len(text)-2]
		}
	}
	return text
}

// about is a number with no more digits than anybody wants to read.
func about(v float64) string {
	if v >= 10 || v == float64(int(v)) {
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprintf("%.1f", v)
}
