using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using QuickLook.Core.Analysis.Survey;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Web.Plots;

namespace QuickLook.Web.Components.Pages.Survey;

/// <summary>The sky that is planned and observed, how the survey goes on, and its objects by type. Everything at first, without having to choose.</summary>
public sealed partial class SurveyPage : IDisposable
{
    private const int MostAlarms = 12;

    private readonly CancellationTokenSource left = new();
    private CancellationToken gone;
    private SurveyOrder? asked;
    private int version;
    private SurveyAnswer? answer;
    private ObjectCounts? counts;
    private FootprintColour drawnColour;
    private PlotFigure? footprint;
    private PlotFigure? perNight;
    private PlotFigure? soFar;
    private PlotFigure? countFigure;
    private ImmutableArray<ObservedTile> alarms = [];
    private string? failure;
    private string? countFailure;
    private string? firstFault;
    private string? lastFault;

    /// <summary>The program, in the address.</summary>
    [SupplyParameterFromQuery(Name = "program")]
    public string? ProgramWord { get; set; }

    /// <summary>The first night, in the address.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? FromWord { get; set; }

    /// <summary>The last night, in the address.</summary>
    [SupplyParameterFromQuery(Name = "to")]
    public string? ToWord { get; set; }

    /// <summary>What colours stand for, in the address.</summary>
    [SupplyParameterFromQuery(Name = "colour")]
    public string? ColourWord { get; set; }

    [Inject]
    private ISurveyShelf Shelf { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private SurveyQuery Query { get; set; } = SurveyQuery.All;

    // The chosen one is a choice although nothing is of it, so that the field shows it.
    private IEnumerable<string> Programs =>
        (answer?.Programs ?? []) is var known && Query.Order.Program.Length > 0 && !known.Contains(Query.Order.Program)
            ? known.Add(Query.Order.Program)
            : known;

    private string CountRemark
    {
        get
        {
            var remark =
                $"{SurveyText.Count(counts!.Exposures)} science exposures. An arm of a fiber counts by the verdict of its camera: a fiber in b, r and z counts three times. "
                + "Types follow from the fibermap: class of the target where its bits say it, else OBJTYPE.";
            remark +=
                counts.WithoutFibermap > 0
                    ? $" {SurveyText.Count(counts.WithoutFibermap)} exposures have no stored fibermap."
                    : string.Empty;
            return counts.IsCut ? $"{remark} Older exposures are left out: choose a range of nights." : remark;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        left.Cancel();
        left.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => gone = left.Token; // the source is no more when an answer comes after the reader has left

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        Query = SurveyQuery.Read(ProgramWord, FromWord, ToWord, ColourWord);
        if (asked != Query.Order)
        {
            (firstFault, lastFault) = (null, null);
            await LoadAsync();
        }
        else if (answer is not null && drawnColour != Query.Colour)
        {
            DrawFootprint();
        }
    }

    private async Task LoadAsync()
    {
        asked = Query.Order;
        var now = ++version;
        try
        {
            var read = await Shelf.ReadAsync(asked, gone);
            if (now != version || gone.IsCancellationRequested)
            {
                return;
            }

            failure = read.Failure?.ToString();
            answer = read.Or(null!);
            (counts, countFigure, countFailure) = (null, null, null);
            if (answer is null)
            {
                return;
            }

            DrawFootprint();
            perNight = SurveyProgressFigures.PerNight(answer);
            soFar = SurveyProgressFigures.Cumulative(answer);
            alarms = [.. answer.Observed.Where(tile => tile.LastQuality == Quality.Alarm && tile.LastProcess is not null).Reverse()];

            // Counting may take a while: the sky is there meanwhile.
            StateHasChanged();
            var counted = await Shelf.CountObjectsAsync(asked, gone);
            if (now == version && !gone.IsCancellationRequested)
            {
                countFailure = counted.Failure?.ToString();
                counts = counted.Or(null!);
                countFigure = counts is { Types.IsEmpty: false } ? ObjectCountFigures.Of(counts) : null;
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The reader has left the page.
        }
    }

    private void DrawFootprint()
    {
        footprint = FootprintFigures.Of(answer!, Query.Colour);
        drawnColour = Query.Colour;
    }

    private Task LookAgainAsync() => LoadAsync();

    private void PickProgram(ChangeEventArgs change) => Go(Query.Order with { Program = change.Value as string ?? string.Empty });

    private void PickColour(ChangeEventArgs change) =>
        Navigation.NavigateTo(
            (
                Query with
                {
                    Colour = change.Value as string == nameof(FootprintColour.Program) ? FootprintColour.Program : FootprintColour.Verdict,
                }
            ).Address()
        );

    private void PickFirst(ChangeEventArgs change)
    {
        if (!Read(change, out var night, out firstFault))
        {
            return;
        }

        if (night > Query.Order.Last)
        {
            firstFault = $"the first night is after the last one, {Query.Order.Last}";
            return;
        }

        Go(Query.Order with { First = night });
    }

    private void PickLast(ChangeEventArgs change)
    {
        if (!Read(change, out var night, out lastFault))
        {
            return;
        }

        if (night < Query.Order.First)
        {
            lastFault = $"the last night is before the first one, {Query.Order.First}";
            return;
        }

        Go(Query.Order with { Last = night });
    }

    private static bool Read(ChangeEventArgs change, out Night? night, out string? fault)
    {
        (night, fault) = (null, null);
        var text = (change.Value as string)?.Trim() ?? string.Empty;
        if (text.Length == 0)
        {
            return true;
        }

        if (!Night.Parse(text).TryGet(out var parsed, out var wrong))
        {
            fault = wrong.Reason;
            return false;
        }

        night = parsed;
        return true;
    }

    private void Go(SurveyOrder order) => Navigation.NavigateTo((Query with { Order = order }).Address());
}
