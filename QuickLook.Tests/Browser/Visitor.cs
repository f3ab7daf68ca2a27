using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace QuickLook.Tests.Browser;

/// <summary>A person with a browser window. Leaving checks that nothing was asked of the outside and that no script failed.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> strangers;
    private readonly ConcurrentQueue<string> complaints = new();

    public Visitor(IBrowserContext context, IPage page, ConcurrentQueue<string> strangers)
    {
        this.context = context;
        this.strangers = strangers;
        Page = page;
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                complaints.Enqueue(message.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>True for a test that cuts the connection, where the browser complains by right.</summary>
    public bool MayComplain { get; set; }

    /// <summary>Opens a page and waits until its circuit shows live data.</summary>
    public async Task OpenAsync(string path)
    {
        await Page.GotoAsync(path);
        await Page.WaitForFunctionAsync("() => Number(document.getElementById('heartbeat')?.dataset.frame) > 0");
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        strangers.ShouldBeEmpty("a page asked something of a host that is not this machine");
        if (!MayComplain)
        {
            complaints.ShouldBeEmpty();
        }
    }
}
