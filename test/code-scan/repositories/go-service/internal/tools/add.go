package tools

import (
	"context"

	agentrun "github.com/alibabacloud-go/agentrun-20250910/v5/client"
)

func (r *Registry) Add(ctx context.Context, name string) error {
	_, err := r.client.CreateToolWithContext(ctx, &agentrun.CreateToolRequest{}, nil, nil)
	defer func() {
		_, _ = r.remove.DeleteTool(&name)
	}()
	go func(c *agentrun.Client) { _, _ = c.GetTool(&name, nil) }(r.client)
	return err
}
