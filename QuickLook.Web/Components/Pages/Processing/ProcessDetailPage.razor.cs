using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using QuickLook.Core.Orchestration;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Storage.Processes;
using QuickLook.Web.Components.Shared;
using QuickLook.Web.Live;
using Radzen;

namespace QuickLook.Web.Components.Pages.Processing;

/// <summary>One process: facts, cameras, every change of its state, and its exposure's other processes. Read again when its state or that of the queue has changed.</summary>
public sealed partial class ProcessDetailPage : IDisposable
{
    private const int MostReadings = 30;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly CancellationTokenSource left = new();
    private Throttle? reading;
    private ProcessRecord? record;
    private ShownItems? happened;
    private long? asked;
    private int readings;
    private string? failure;
    private bool busy;
    private IDisposable? keeping;

    /// <summary>Number of the process.</summary>
    [Parameter]
    public long ProcessId { get; set; }

    [CascadingParameter]
    private LiveFrame Frame { get; set; } = default!;

    [Inject]
    private Carrier Carrier { get; set; } = default!;

    [Inject]
    private IProcessList Processes { get; set; } = default!;

    [Inject]
    private IQueueControl Control { get; set; } = default!;

    [Inject]
    private CommandDesk Desk { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private StoredProcess Stored => record!.Process;

    private ListedProcess? Own => record!.OfExposure.FirstOrDefault(process => process.Id == ProcessId);

    private string Configuration
    {
        get
        {
            try
            {
                return JsonNode.Parse(record!.Configuration)?.ToJsonString(Readable) ?? record.Configuration;
            }
            catch (JsonException)
            {
                // Whatever was recorded is shown as it is.
                return record!.Configuration;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        keeping?.Dispose();
        left.Cancel();
        reading?.Dispose();
        left.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        reading = new Throttle(Interval, () => InvokeAsync(FollowAsync), Time);
        var page = $"processing/{ProcessId}";
        if (Carrier.Take<ProcessRecord>(page) is { } read)
        {
            (asked, happened, record) = (ProcessId, Happened(), read);
        }

        keeping = Carrier.Keep(page, () => record);
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var now = Happened();
        if (asked != ProcessId)
        {
            (asked, happened, failure) = (ProcessId, now, null);
            await LoadAsync();
        }
        else if (!now.Equals(happened))
        {
            happened = now;
            readings = 0;
            reading!.Signal();
        }
    }

    // What the live state says of this process: its state, and how many of its cameras have ended.
    private ShownItems Happened()
    {
        List<object?> live = [];
        if (Frame.Snapshot.Process is { } shown && shown.ProcessId == ProcessId)
        {
            live.Add(shown.State);
            live.AddRange(shown.Cameras.Select(camera => (object?)(camera.State, camera.Quality, camera.RetryAt)));
        }

        return new ShownItems([
            .. live,
            .. Frame.Snapshot.Recent.Select(process => (object?)(process.ProcessId, process.State)),
            Frame.Snapshot.Queue.First.Any(process => process.ProcessId == ProcessId),
        ]);
    }

    // The table is written a moment after the screens know, later when the database is away: once more in any case, and until it has caught up.
    private async Task FollowAsync()
    {
        await LoadAsync();
        readings++;
        if (readings == 1 || (IsBehind && readings < MostReadings))
        {
            reading!.Signal();
        }
    }

    private bool IsBehind =>
        Frame.Snapshot.Recent.FirstOrDefault(process => process.ProcessId == ProcessId) is { } live && live.State != record?.Process.State;

    private async Task LoadAsync()
    {
        if (left.IsCancellationRequested)
        {
            return;
        }

        try
        {
            var wanted = ProcessId;
            var found = await Processes.FindAsync(wanted, left.Token);
            if (wanted != ProcessId)
            {
                return;
            }

            record = found.Or(record!);
            failure = found.Failure?.ToString();
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            return;
        }

        StateHasChanged();
    }

    private async Task EndAsync()
    {
        var (title, question, yes) =
            Stored.State == Core.Results.RunState.Running
                ? ("Stop", "Its cameras that have not ended will end as stopped. What has been computed so far stays.", "Stop it")
                : ("Cancel", "It will not be begun; it stays in the history as stopped.", "Cancel it");
        if (await Desk.AskAsync($"{title} process {ProcessId}?", question, yes))
        {
            await DoAsync(() =>
                Desk.DoAsync($"Process {ProcessId} ended", (actor, token) => Control.CancelAsync(actor, ProcessId, token), left.Token)
            );
        }
    }

    private Task PinAsync() =>
        DoAsync(() =>
            Desk.DoAsync(
                $"Process {ProcessId} is the answer of exposure {Stored.Exposure.Exposure}",
                (actor, token) => Control.PinAsync(actor, ProcessId, token),
                left.Token
            )
        );

    private Task UnpinAsync() =>
        DoAsync(() =>
            Desk.DoAsync(
                "The newest process with results is the answer again",
                (actor, token) => Control.UnpinAsync(actor, Stored.Exposure.Id, token),
                left.Token
            )
        );

    private async Task ReprocessAsync(ListedProcess self)
    {
        if (await ReprocessDialog.OpenAsync(Dialogs, [self]) is true)
        {
            await LoadAsync();
        }
    }

    private async Task DoAsync(Func<Task<bool>> command)
    {
        busy = true;
        await command();
        busy = false;
        await LoadAsync();
    }
}
