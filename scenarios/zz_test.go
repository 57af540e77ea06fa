package scenarios

import (
	"encoding/json"
	"fmt"
	"testing"
)

func TestZZ(t *testing.T) {
	s, err := Load("procurement-slip", Options{})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(s.Notes, len(s.Model.Steps))
	c, err := Check("harbour-medical")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range c.Departments {
		for _, tt := range d.Teams {
			fmt.Printf("%-18s %-18s %3d %5.1f%% %v\n", d.Name, tt.Name, tt.Staff, 100*tt.Utilisation, d.HandsTo)
		}
	}
	for _, f := range c.Flows {
		fmt.Printf("%+v\n", f)
	}
	for _, f := range c.Stocks {
		fmt.Printf("%+v\n", f)
	}
	fmt.Println(c.StepsPerDay, c.OrdersPerDay, c.NoPath, c.Handoff, c.Notes)
	_ = json.Marshal
}
