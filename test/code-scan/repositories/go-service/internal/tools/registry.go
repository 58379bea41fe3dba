package tools

import (
	"context"

	client "github.com/alibabacloud-go/agentrun-20250910/v5/client"
)

type api interface {
	DeleteTool(name *string) (*client.DeleteToolResponse, error)
}

// Registry keeps tools.
type Registry struct {
	client *client.Client
	remove api
}

func New(c *client.Client) *Registry {
	return &Registry{client: c, remove: c}
}
