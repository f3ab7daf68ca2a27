using Microsoft.AspNetCore.Components;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Web.Live;

namespace QuickLook.Web.Components.Shared.Logs;

/// <summary>
/// A live log: oldest line first, follows its end until somebody scrolls or says stop; then nothing moves, and new lines are counted.
/// </summary>
public sealed partial class LogView : StillComponent, IDisposable
{
    private const int SectionLines = 200;

    private readonly Dictionary<string, bool> folded = [];
    private LogTail? tail;
    private IDisposable? watch;
    private IReadOnlyList<LogSection> sections = [];
    private bool follow = true;
    private bool wrap;
    private string search = string.Empty;

    /// <summary>The log; null when there is none.</summary>
    [Parameter, EditorRequired]
    public LiveLog? Log { get; set; }

    /// <summary>Name for assistive technology.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = string.Empty;

    /// <summary>What to say while there are no lines.</summary>
    [Parameter, EditorRequired]
    public string Empty { get; set; } = string.Empty;

    /// <summary>Left side of the header.</summary>
    [Parameter]
    public RenderFragment? Heading { get; set; }

    /// <summary>Address of the log as a file.</summary>
    [Parameter]
    public string? Download { get; set; }

    /// <summary>Where a camera's name leads; null leaves the column of cameras out.</summary>
    [Parameter]
    public Func<CameraId, string>? CameraHref { get; set; }

    /// <summary>Puts lines into sections; null for one flat list.</summary>
    [Parameter]
    public Func<IReadOnlyList<LogEntry>, IReadOnlyList<LogSection>>? Sections { get; set; }

    /// <summary>True to offer wrapping of long lines.</summary>
    [Parameter]
    public bool CanWrap { get; set; }

    /// <inheritdoc/>
    protected override object Shown =>
        new ShownItems([
            Log,
            tail?.Last,
            tail?.Lines.Count,
            Pending,
            .. sections.Select(section =>
                (section.Key, section.Title, section.Summary, section.Count, section.StartsFolded, section.Lines.Count)
            ),
        ]);

    [Inject]
    private LiveFeed Feed { get; set; } = default!;

    [CascadingParameter]
    private LiveFrame? Frame { get; set; }

    private long Pending => follow ? 0 : tail?.Pending ?? 0;

    private IReadOnlyList<LogSection> SectionsNow => sections;

    /// <inheritdoc/>
    public void Dispose() => watch?.Dispose();

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (tail?.Log != Log)
        {
            watch?.Dispose();
            watch = null;
            follow = true;
            tail = Log is null ? null : new LogTail(Log) { Filter = tail?.Filter ?? LogFilter.All };
        }

        Fetch();
        base.OnParametersSet();
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (Log is null || watch is not null)
        {
            return;
        }

        // What came between the first look and this registration is fetched now.
        watch = Feed.Watch(Log);
        if (tail is { Pending: > 0 })
        {
            Fetch();
            Redraw();
        }
    }

    private void Fetch()
    {
        if (follow)
        {
            tail?.Pull();
        }

        sections = Sections is null || tail is null ? [] : Sections(tail.Lines);
    }

    private void ToggleFollow()
    {
        follow = !follow;
        Fetch();
        Redraw();
    }

    private void ToggleWrap()
    {
        wrap = !wrap;
        Redraw();
    }

    private void PickLevel(ChangeEventArgs change)
    {
        if (Enum.TryParse<LogWeight>(change.Value as string, out var least))
        {
            Narrow(filter => filter with { Least = least });
        }
    }

    private void Search(ChangeEventArgs change)
    {
        search = change.Value as string ?? string.Empty;
        Narrow(filter => filter with { Search = search.Trim() });
    }

    private void Narrow(Func<LogFilter, LogFilter> change)
    {
        if (tail is not null)
        {
            tail.Filter = change(tail.Filter);
        }

        Fetch();
        Redraw();
    }

    private bool IsOpen(LogSection section) =>
        search.Length > 0 || !(folded.TryGetValue(section.Key, out var isFolded) ? isFolded : section.StartsFolded);

    private void Fold(LogSection section)
    {
        folded[section.Key] = IsOpen(section);
        Redraw();
    }

    private static string Flag(bool value) => value ? "true" : "false";
}
