package main

import (
	"context"

	agentrun "github.com/alibabacloud-go/agentrun-20250910/v5/client"
	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/utils"
	"github.com/alibabacloud-go/tea/tea"

	"example.com/service/internal/tools"
)

func newClient() (*agentrun.Client, error) {
	return agentrun.NewClient(&openapi.Config{Endpoint: tea.String("agentrun.cn-hangzhou.aliyuncs.com")})
}

func main() {
	client, err := newClient()
	if err != nil {
		panic(err)
	}
	registry := tools.New(client)
	_ = registry.Add(context.Background(), "search")
	if _, err := client.ListWorkspaces(&agentrun.ListWorkspacesRequest{}); err != nil {
		panic(err)
	}
	call := client.GetCredential
	_, _ = call(tea.String("openai"))
	client.Explode()
	params := &openapi.Params{Action: tea.String("ListTools"), Version: tea.String("2025-09-10")}
	_, _ = client.CallApi(params, nil, nil)
	other := fake{}
	other.DeleteWorkspace("x")
}

type fake struct{}

func (fake) DeleteWorkspace(name string) {}
