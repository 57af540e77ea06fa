package orgmap

import "testing"

// TestWorkGoesFromLeftToRight: of a circle of handoffs the lightest leads back. Work goes
// from 2 over 1 to 0 and on to customers; less comes back from 0 to 2.
func TestWorkGoesFromLeftToRight(t *testing.T) {
	links := []Link{{2, 1, 90}, {1, 0, 80}, {0, 2, 70}, {0, 3, 20}, {2, 3, 60}}
	m := Arrange([]Side{Between, Between, Between, Last}, links, Sizes{NodeWidth: 2, NodeHeight: 1, ColumnGap: 1, RowGap: 1})
	if !(m.Nodes[2].X < m.Nodes[1].X && m.Nodes[1].X < m.Nodes[0].X && m.Nodes[0].X < m.Nodes[3].X) {
		t.Errorf("the places stand at %+v", m.Nodes)
	}
}
