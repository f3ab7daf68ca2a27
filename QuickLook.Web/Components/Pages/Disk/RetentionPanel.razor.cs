using Microsoft.AspNetCore.Components;
using QuickLook.Core.Access;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Disk;

namespace QuickLook.Web.Components.Pages.Disk;

/// <summary>What goes by itself, what went, and what would go next.</summary>
public sealed partial class RetentionPanel : IDisposable
{
    private readonly CancellationTokenSource left = new();
    private bool asking;
    private RetentionPlan? plan;
    private string? failure;

    /// <summary>Who looks.</summary>
    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = default!;

    [Inject]
    private IDiskControl Disk { get; set; } = default!;

    private RetentionPolicy Policy => Disk.Configuration.Retention;

    private string Question =>
        (asking, Policy.IsOn) switch
        {
            (true, _) => "Looking …",
            (false, true) => "What goes next",
            _ => "What would go if it were on",
        };

    /// <inheritdoc/>
    public void Dispose()
    {
        left.Cancel();
        left.Dispose();
    }

    private async Task AskAsync()
    {
        (asking, plan, failure) = (true, null, null);
        try
        {
            if ((await Disk.PlanRetentionAsync(Actor, left.Token)).TryGet(out var made, out var why))
            {
                plan = made;
            }
            else
            {
                failure = why.ToString();
            }
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            return;
        }

        asking = false;
    }

    private static string What(RetentionItem item) =>
        (item.Products, item.Logs) switch
        {
            (true, true) => "products and logs",
            (true, false) => "products",
            _ => "logs",
        };
}
