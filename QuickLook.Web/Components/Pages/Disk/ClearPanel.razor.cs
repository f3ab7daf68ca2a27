using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Disk;
using QuickLook.Web.Components.Shared;

namespace QuickLook.Web.Components.Pages.Disk;

/// <summary>Lists what clearing would remove, asks, removes exactly that, and says what became of it.</summary>
public sealed partial class ClearPanel : IDisposable
{
    private readonly CancellationTokenSource left = new();
    private Action? stopClearing;
    private bool products = true;
    private bool logs;
    private bool listing;
    private bool sure;
    private ClearPlan? plan;
    private ClearProgress? progress;
    private ClearReport? report;
    private string? failure;

    /// <summary>Who acts.</summary>
    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = default!;

    /// <summary>The chosen nights.</summary>
    [Parameter, EditorRequired]
    public ImmutableArray<Night> Nights { get; set; }

    [Inject]
    private IDiskControl Disk { get; set; } = default!;

    private bool IsBusy => listing || progress is not null;

    /// <inheritdoc/>
    public void Dispose()
    {
        // Who leaves the page does not stop what he has begun; only the button does.
        left.Cancel();
        left.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // A list is of the nights that were chosen when it was made: with other nights it is put away.
        if (plan is not null && progress is null && !plan.Order.Nights.SequenceEqual(Nights))
        {
            (plan, sure) = (null, false);
        }
    }

    private void Want(bool wantsProducts, bool wantsLogs)
    {
        (products, logs) = (wantsProducts, wantsLogs);
        (plan, report, failure, sure) = (null, null, null, false);
    }

    private async Task ListAsync()
    {
        (listing, plan, report, failure, sure) = (true, null, null, null, false);
        try
        {
            var order = new ClearOrder
            {
                Nights = Nights,
                Products = products,
                Logs = logs,
            };
            if ((await Disk.PlanAsync(Actor, order, left.Token)).TryGet(out var made, out var why))
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

        listing = false;
    }

    private async Task ClearAsync()
    {
        var chosen = plan!;
        sure = false;
        progress = new ClearProgress(0, chosen.Removable.Count(), 0);
        using var stop = new CancellationTokenSource();
        stopClearing = stop.Cancel;
        var cleared = await Disk.ClearAsync(Actor, chosen.Fingerprint, new Progress<ClearProgress>(Follow), stop.Token);
        stopClearing = null;
        (progress, plan) = (null, null);
        if (cleared.TryGet(out var done, out var why))
        {
            report = done;
        }
        else
        {
            failure = why.ToString();
        }
    }

    private void Follow(ClearProgress now)
    {
        // One that comes late, after the end, is of no interest.
        if (progress is not null)
        {
            progress = now;
            StateHasChanged();
        }
    }

    private void Cancel() => stopClearing?.Invoke();

    private static string Told(ClearReport report)
    {
        var removed = $"{Bytes.Text(report.Bytes)} in {report.Files} files of {Processes(report.Processes)} removed";
        var kept = report.LeftAlone.IsEmpty ? string.Empty : $"; {Processes(report.LeftAlone.Length)} left alone after all";
        return $"{removed}{kept}{(report.WasCancelled ? "; stopped before the rest" : string.Empty)}.";
    }

    private static string Processes(int count) => count == 1 ? "1 process" : $"{count} processes";
}
