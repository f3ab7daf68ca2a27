using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using QuickLook.Core.Instrument;
using QuickLook.Web.Live;
using QuickLook.Web.Plots;

namespace QuickLook.Web.Components.Shared.Figures;

/// <summary>
/// Draws a figure and keeps it: it is drawn again only for another <see cref="Figure"/> object, not with every frame. A click on a fiber is told to the page; the
/// chosen fiber is marked without drawing anew.
/// </summary>
public sealed partial class FigureView : StillComponent, IAsyncDisposable
{
    private ElementReference place;
    private IJSObjectReference? module;
    private DotNetObjectReference<FigureView>? self;
    private Figure? drawn;
    private int? marked;
    private ImmutableSortedSet<int> selected = [];
    private string? failure;
    private bool disposed;

    /// <summary>The figure.</summary>
    [Parameter, EditorRequired]
    public Figure Of { get; set; } = default!;

    /// <summary>For a table: what each value changed by since it was last normal, in words; null to leave the column out.</summary>
    [Parameter]
    public IReadOnlyList<string>? Changes { get; set; }

    /// <summary>The chosen fiber (0 to 4999), marked where the figure has it; null for none.</summary>
    [Parameter]
    public int? SelectedFiber { get; set; }

    /// <summary>Told which fiber was clicked.</summary>
    [Parameter]
    public EventCallback<int> FiberPicked { get; set; }

    /// <summary>Told which fiber was clicked with Shift or Control held; without it, such a click is like any other.</summary>
    [Parameter]
    public EventCallback<int> FiberAdded { get; set; }

    /// <summary>Told what part of the axis across is seen after zooming; null ends when all is.</summary>
    [Parameter]
    public EventCallback<(double? Low, double? High)> Zoomed { get; set; }

    /// <summary>Fibers (0 to 4999) that are selected on the page, marked where the figure has them.</summary>
    [Parameter]
    public ImmutableSortedSet<int> Selection { get; set; } = [];

    /// <summary>Told which fibers are selected after lasso or box; none when the selection was taken back. Without it figures have no such tools.</summary>
    [Parameter]
    public EventCallback<ImmutableSortedSet<int>> SelectionChanged { get; set; }

    /// <summary>Told which process was clicked, in figures whose points are exposures.</summary>
    [Parameter]
    public EventCallback<long> ProcessPicked { get; set; }

    /// <inheritdoc/>
    protected override object Shown => (Of, FiberPicked.HasDelegate, Changes);

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    /// <summary>Classes that decide how much room it has.</summary>
    private string Kind =>
        Of switch
        {
            PlotFigure { Size: FigureSize.Normal, EqualScale: true } => "map",
            PlotFigure plot => plot.Size.ToString().ToLowerInvariant(),
            TableFigure => "values",
            _ => "patches",
        };

    private bool HasPicture => Of.HasContent && Of is not TableFigure;

    /// <summary>From the browser: a point was clicked.</summary>
    /// <param name="fiber">Its fiber.</param>
    /// <param name="adds">True when Shift or Control was held.</param>
    [JSInvokable]
    public Task PickAsync(int fiber, bool adds) =>
        adds && FiberAdded.HasDelegate ? FiberAdded.InvokeAsync(fiber) : FiberPicked.InvokeAsync(fiber);

    /// <summary>From the browser: another part is seen.</summary>
    /// <param name="low">Lower end of the axis across; null with <paramref name="high"/> when all is seen.</param>
    /// <param name="high">Upper end.</param>
    [JSInvokable]
    public Task ZoomAsync(double? low, double? high) => Zoomed.InvokeAsync((low, high));

    /// <summary>From the browser: a point that is an exposure was clicked.</summary>
    /// <param name="process">Its process.</param>
    [JSInvokable]
    public Task OpenAsync(long process) => ProcessPicked.InvokeAsync(process);

    /// <summary>From the browser: fibers were selected.</summary>
    /// <param name="fibers">Their numbers; none when the selection was taken back. What is no number of a fiber is left out.</param>
    /// <param name="adds">True when Shift was held: they join those that are selected.</param>
    /// <param name="removes">True when Alt was held, with Shift or without: they leave those that are selected.</param>
    [JSInvokable]
    public Task SelectAsync(int[] fibers, bool adds, bool removes)
    {
        ImmutableSortedSet<int> known = [.. fibers.Where(fiber => fiber is >= 0 and < FiberId.Count)];
        var now =
            removes ? Selection.Except(known)
            : adds ? Selection.Union(known)
            : known;
        return now.SetEquals(Selection) ? Task.CompletedTask : SelectionChanged.InvokeAsync(now);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        disposed = true;
        if (module is not null)
        {
            try
            {
                await module.InvokeVoidAsync("clear", place);
                await module.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // the window is gone, and the drawing with it
            }
        }

        self?.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        if ((marked != SelectedFiber || !ReferenceEquals(selected, Selection)) && module is not null && ReferenceEquals(drawn, Of))
        {
            _ = MarkAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Of is not PlotFigure { HasContent: true } plot || ReferenceEquals(drawn, plot))
        {
            drawn = Of;
            return;
        }

        drawn = plot;
        (marked, selected) = (SelectedFiber, Selection);
        try
        {
            module ??= await Script.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/figure.js"]);
            if (disposed)
            {
                await DisposeAsync();
                return;
            }

            self ??= DotNetObjectReference.Create(this);
            var wire = FigureWire.Of(plot);
            await module.InvokeVoidAsync(
                "draw",
                place,
                "/" + Assets["lib/plotly/plotly-strict.min.js"],
                wire.Description,
                wire.Block,
                SelectedFiber,
                self,
                new
                {
                    zoom = Zoomed.HasDelegate,
                    process = ProcessPicked.HasDelegate,
                    selection = SelectionChanged.HasDelegate,
                },
                (int[])[.. Selection]
            );
        }
        catch (JSDisconnectedException)
        {
            // the window is gone
        }
        catch (JSException problem)
        {
            failure = problem.Message.Split('\n')[0];
            Redraw();
        }
    }

    private async Task MarkAsync()
    {
        (marked, selected) = (SelectedFiber, Selection);
        try
        {
            await module!.InvokeVoidAsync("mark", place, SelectedFiber, (int[])[.. Selection]);
        }
        catch (JSDisconnectedException)
        {
            // the window is gone
        }
    }

    private async Task SaveDataAsync()
    {
        var script = await ModuleAsync();
        await script.InvokeVoidAsync("save", $"{Of.Key}.csv", "text/csv", Encoding.UTF8.GetBytes(Of.Data.ToCsv()));
    }

    private async Task SavePictureAsync()
    {
        var script = await ModuleAsync();
        await script.InvokeVoidAsync("picture", place, Of.Key, Of.Title);
    }

    private async Task<IJSObjectReference> ModuleAsync() =>
        module ??= await Script.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/figure.js"]);
}
