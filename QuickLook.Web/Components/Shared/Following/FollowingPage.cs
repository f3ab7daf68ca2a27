using Microsoft.AspNetCore.Components;
using QuickLook.Web.Live;

namespace QuickLook.Web.Components.Shared.Following;

/// <summary>
/// A page over many exposures. It reads when its address asks for something else, and again when a process has ended, at most once per interval. The newest of its
/// readings counts: an older one is given up. What was read while the page was rendered on the server is taken over by the live page. The page itself says what it
/// reads and makes of it a view.
/// </summary>
/// <typeparam name="TView">What it shows.</typeparam>
public abstract class FollowingPage<TView> : ComponentBase, IDisposable
    where TView : FollowedView
{
    // The table is written a moment after the screens know.
    private const int ReadingsAfterNews = 2;

    private readonly CancellationTokenSource left = new();
    private EndedProcesses ended = new();
    private CancellationToken leaving;
    private CancellationTokenSource? reading;
    private Throttle? following;
    private IDisposable? keeping;
    private ShownItems? asked;
    private int readings;

    /// <summary>What is shown; null before the first reading.</summary>
    protected TView? View { get; set; }

    /// <summary>True while something is read.</summary>
    protected bool IsReading => reading is not null;

    /// <summary>Name of the page, as its address begins.</summary>
    protected abstract string Name { get; }

    /// <summary>The words of the address that say what is read.</summary>
    protected abstract ShownItems Asked { get; }

    /// <summary>Least time between two readings that nobody asked for.</summary>
    protected virtual TimeSpan Interval => TimeSpan.FromSeconds(2);

    [CascadingParameter]
    private LiveFrame Frame { get; set; } = default!;

    [Inject]
    private Carrier Carrier { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives up what is being read; nothing is read any more.</summary>
    /// <param name="disposing">True when the page is left.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            keeping?.Dispose();
            left.Cancel();
            following?.Dispose();
            reading?.Dispose();
            left.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        // Kept, because a source that is disposed of gives none any more, and a page may be left between two readings.
        leaving = left.Token;
        following = new Throttle(Interval, () => InvokeAsync(FollowAsync), Time);
        if (Carrier.Take<Carried>(Name) is { } carried && carried.Asked.Equals(Asked))
        {
            // With what had ended by then, so that what has ended since is news.
            (asked, ended, View) = (carried.Asked, carried.Ended, carried.View);
        }

        keeping = Carrier.Keep(Name, () => View is { IsWhole: true } && asked is not null ? new Carried(asked, ended.Copy(), View) : null);
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var isNews = ended.AreNews(Frame.Snapshot);
        var now = Asked;
        if (!now.Equals(asked))
        {
            asked = now;
            await ReadAgainAsync();
        }
        else if (isNews)
        {
            readings = 0;
            following!.Signal();
        }
    }

    /// <summary>Reads what the address asks for.</summary>
    /// <param name="cancellationToken">Cancelled when the page is left or reads anew. Nothing is shown of a reading that was given up.</param>
    /// <returns>What is shown from now on.</returns>
    protected abstract Task<TView> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Reads again, whatever was read before.</summary>
    protected async Task ReadAgainAsync()
    {
        if (leaving.IsCancellationRequested)
        {
            return;
        }

        using var mine = Begin();
        try
        {
            var read = await ReadAsync(mine.Token);
            View = mine.IsCancellationRequested ? View : read;
        }
        catch (OperationCanceledException) when (mine.IsCancellationRequested)
        {
            // The reader has left the page, or asked for something else.
        }
        finally
        {
            reading = ReferenceEquals(reading, mine) ? null : reading;
        }
    }

    private CancellationTokenSource Begin()
    {
        reading?.Cancel();
        reading = CancellationTokenSource.CreateLinkedTokenSource(leaving);
        return reading;
    }

    private async Task FollowAsync()
    {
        await ReadAgainAsync();
        if (leaving.IsCancellationRequested)
        {
            return;
        }

        if (++readings < ReadingsAfterNews)
        {
            following!.Signal();
        }

        StateHasChanged();
    }

    private sealed record Carried(ShownItems Asked, EndedProcesses Ended, TView View);
}
