using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;
using QuickLook.Web.Components.Shared;
using QuickLook.Web.Live;
using Radzen;

namespace QuickLook.Web.Components.Pages.Processing;

/// <summary>
/// Past and present processes, a page at a time. The first page follows what happens: it is read again when a process has been made or has ended, at most
/// once in two seconds, however often the page is drawn.
/// </summary>
public sealed partial class HistoryPanel : IDisposable
{
    private const int MostReadings = 30;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource left = new();
    private readonly Dictionary<long, ListedProcess> chosen = [];
    private Throttle? reading;
    private HistoryQuery? shown;
    private int readings;
    private ShownItems? happened;
    private ProcessPage? rows;
    private ProcessChoices choices = new([], []);
    private string? failure;
    private string? nightFault;
    private string? exposureFault;

    /// <summary>What to show.</summary>
    [Parameter, EditorRequired]
    public HistoryQuery Query { get; set; } = HistoryQuery.Newest;

    /// <summary>The latest processes: when they change, the first page does.</summary>
    [Parameter, EditorRequired]
    public ImmutableArray<ProcessSummary> Recent { get; set; } = [];

    [Inject]
    private IProcessList Processes { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Inject]
    private CommandDesk Desk { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private bool MayOperate => Desk.Seen.May(Permission.Operate);

    /// <inheritdoc/>
    public void Dispose()
    {
        left.Cancel();
        reading?.Dispose();
        left.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => reading = new Throttle(Interval, () => InvokeAsync(FollowAsync), Time);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var now = new ShownItems([.. Recent.Select(process => (object?)(process.ProcessId, process.State))]);
        var isNews = happened is not null && !now.Equals(happened);
        happened = now;
        if (Query != shown)
        {
            shown = Query;
            await LoadAsync();
        }
        else if (isNews && Query.Page == 1)
        {
            readings = 0;
            reading!.Signal();
        }
    }

    /// <inheritdoc/>
    protected override bool ShouldRender() => !left.IsCancellationRequested;

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
        rows is { } read
        && Query.Page == 1
        && Recent.Any(process => read.Rows.Any(row => row.Id == process.ProcessId && row.State != process.State));

    private async Task LoadAsync()
    {
        if (left.IsCancellationRequested)
        {
            return;
        }

        var asked = Query;
        try
        {
            var listed = await Processes.ListAsync(asked.Filter, asked.Skip, asked.Size, left.Token);
            var known = await Processes.ListChoicesAsync(left.Token);
            if (asked != Query)
            {
                return;
            }

            rows = listed.Or(rows!);
            choices = known.Or(choices);
            failure = (listed.Failure ?? known.Failure)?.ToString();
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            return;
        }

        StateHasChanged();
    }

    private void Filter(Func<ProcessFilter, ProcessFilter> change) => Go(Query with { Page = 1, Filter = change(Query.Filter) });

    private void FilterNight(ChangeEventArgs args)
    {
        var text = Text(args);
        nightFault = null;
        if (text.Length == 0)
        {
            Filter(filter => filter with { Night = null });
        }
        else if (Night.Parse(text).TryGet(out var night, out var wrong))
        {
            Filter(filter => filter with { Night = night });
        }
        else
        {
            nightFault = wrong.Reason;
        }
    }

    private void FilterExposure(ChangeEventArgs args)
    {
        var text = Text(args);
        exposureFault = null;
        if (text.Length == 0)
        {
            Filter(filter => filter with { Exposure = null });
        }
        else if (ExposureId.Parse(text).TryGet(out var exposure, out var wrong))
        {
            Filter(filter => filter with { Exposure = exposure });
        }
        else
        {
            exposureFault = wrong.Reason;
        }
    }

    private void ChangeSize(ChangeEventArgs args) =>
        Go(Query with { Page = 1, Size = int.Parse(Text(args), NumberStyles.None, CultureInfo.InvariantCulture) });

    private void Go(HistoryQuery query) => Navigation.NavigateTo(query.Address());

    private void ChooseNone() => chosen.Clear();

    private void ChoosePage(ChangeEventArgs args)
    {
        foreach (var row in rows!.Rows)
        {
            Choose(row, args.Value is true);
        }
    }

    private void Choose(ListedProcess row, bool isChosen)
    {
        if (isChosen)
        {
            chosen[row.ExposureId] = row;
        }
        else
        {
            chosen.Remove(row.ExposureId);
        }
    }

    private async Task ReprocessAsync()
    {
        var exposures = chosen.Values.OrderBy(row => row.Exposure).ToImmutableArray();
        if (await ReprocessDialog.OpenAsync(Dialogs, exposures) is true)
        {
            chosen.Clear();
            reading!.Signal();
        }
    }

    private string? RowClass(ListedProcess row) =>
        (row.State == RunState.Running, chosen.ContainsKey(row.ExposureId)) switch
        {
            (true, true) => "now chosen",
            (true, false) => "now",
            (false, true) => "chosen",
            _ => null,
        };

    private string? Sorting(ProcessOrder order)
    {
        var way = Query.Filter.Ascending ? "ascending" : "descending";
        return Query.Filter.Order == order ? way : null;
    }

    private static string Cameras(ListedProcess row) =>
        row.CamerasFailed == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{row.CamerasSucceeded}/{row.Cameras}")
            : string.Create(CultureInfo.InvariantCulture, $"{row.CamerasSucceeded}/{row.Cameras}, {row.CamerasFailed} failed");

    private static string Text(ChangeEventArgs args) => args.Value?.ToString()?.Trim() ?? string.Empty;

    private static T? Value<T>(ChangeEventArgs args)
        where T : struct, Enum => Enum.TryParse<T>(Text(args), out var value) ? value : null;

    private static string Word<T>(T? value)
        where T : struct, Enum => value?.ToString() ?? string.Empty;

    // A link may name something that is not there any more.
    private static ImmutableArray<string> With(ImmutableArray<string> names, string asked) =>
        asked.Length == 0 || names.Contains(asked) ? names : names.Add(asked);
}
