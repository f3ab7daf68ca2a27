using Microsoft.AspNetCore.Components;
using QuickLook.Core.Orchestration;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Web.Components.Shared;
using QuickLook.Web.Live;
using QuickLook.Web.Security.Sessions;
using Radzen;

namespace QuickLook.Web.Components.Pages.Monitor;

/// <summary>Start, stop and reset; asks first where something would be lost, and says what became of it.</summary>
public sealed partial class PipelineControls : StillComponent, IDisposable
{
    private readonly CancellationTokenSource left = new();
    private bool busy;

    /// <summary>What the pipeline does.</summary>
    [Parameter, EditorRequired]
    public MonitorSnapshot Snapshot { get; set; } = default!;

    /// <inheritdoc/>
    protected override object Shown => (Snapshot.Pipeline, Snapshot.PipelineSince, Works, busy, Actor.Seen.Permissions);

    [Inject]
    private IPipelineControl Pipeline { get; set; } = default!;

    [Inject]
    private ICurrentActor Actor { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Inject]
    private NotificationService Notifications { get; set; } = default!;

    private static DialogOptions DialogLook => new() { Width = "min(480px, 94vw)", CloseDialogOnEsc = true };

    private bool CanStart => Snapshot.Pipeline is PipelineActivity.Stopped or PipelineActivity.Stopping;

    private bool Works => Snapshot.Pipeline is PipelineActivity.Running or PipelineActivity.Stopping;

    /// <inheritdoc/>
    public void Dispose()
    {
        left.Cancel();
        left.Dispose();
    }

    private Task StartAsync() =>
        DoAsync("Pipeline started", async token => Said(await Pipeline.StartAsync(await Actor.GetAsync(token), token)));

    private async Task StopAsync()
    {
        if (Snapshot is { Pipeline: PipelineActivity.Running, Process: { } process })
        {
            var running = process.Cameras.Count(camera => camera.State is RunState.Running or RunState.Queued);
            var question =
                $"{(running == 1 ? "1 camera" : $"{running} cameras")} of exposure {process.Exposure.Id} will end as stopped. "
                + "What has been computed so far stays; the exposure can be processed again later.";
            if (!await AskAsync("Stop the pipeline?", question, "Stop now"))
            {
                return;
            }
        }

        await DoAsync("Pipeline stopped", async token => Said(await Pipeline.StopAsync(await Actor.GetAsync(token), token)));
    }

    private async Task ResetAsync()
    {
        const string Question =
            "Both logs on this page are emptied and the exposure shown is put away. The database and the disk keep everything.";
        if (await AskAsync("Reset the monitor?", Question, "Reset"))
        {
            await DoAsync("Monitor reset", async token => Said(await Pipeline.ResetMonitorAsync(await Actor.GetAsync(token), token)));
        }
    }

    private async Task<bool> AskAsync(string title, string question, string yes)
    {
        var parameters = new Dictionary<string, object?> { [nameof(ConfirmDialog.Question)] = question, [nameof(ConfirmDialog.Yes)] = yes };
        return await Dialogs.OpenAsync<ConfirmDialog>(title, parameters, DialogLook) is true;
    }

    // While a command is under way the buttons wait; the result is said in any case.
    private async Task DoAsync(string done, Func<CancellationToken, Task<Result<string>>> command)
    {
        busy = true;
        Redraw();
        try
        {
            if ((await command(left.Token)).TryGet(out var detail, out var failure))
            {
                Notifications.Notify(NotificationSeverity.Success, done, detail, 4000);
            }
            else
            {
                Notifications.Notify(NotificationSeverity.Error, "Not done", failure.ToString(), 12000);
            }
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            return;
        }

        busy = false;
        Redraw();
    }

    private static Result<string> Said(Result<Done> result) => result.Map(_ => string.Empty);
}
