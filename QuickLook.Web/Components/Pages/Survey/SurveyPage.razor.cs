using Microsoft.AspNetCore.Components;
using QuickLook.Core.Analysis.Survey;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;
using QuickLook.Web.Components.Shared.Nights;
using QuickLook.Web.Live;
using QuickLook.Web.Plots;

namespace QuickLook.Web.Components.Pages.Survey;

/// <summary>
/// The sky that is planned and observed, how the survey goes on, and its objects by type. Everything at first, without having to choose. While the database is
/// away, what was read of the same choice before stays; what has not changed is not drawn anew.
/// </summary>
public sealed partial class SurveyPage
{
    private const int MostAlarms = 12;

    /// <summary>The program, in the address.</summary>
    [SupplyParameterFromQuery(Name = "program")]
    public string? ProgramWord { get; set; }

    /// <summary>A preset of nights, in the address.</summary>
    [SupplyParameterFromQuery(Name = "nights")]
    public string? NightsWord { get; set; }

    /// <summary>The first night, in the address.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? FromWord { get; set; }

    /// <summary>The last night, in the address.</summary>
    [SupplyParameterFromQuery(Name = "to")]
    public string? ToWord { get; set; }

    /// <summary>What colours stand for, in the address.</summary>
    [SupplyParameterFromQuery(Name = "colour")]
    public string? ColourWord { get; set; }

    /// <inheritdoc/>
    protected override string Name => "survey";

    /// <inheritdoc/>
    protected override ShownItems Asked => new(Query.Program, Query.Nights);

    /// <summary>A survey changes slowly, and counting thousands of exposures is work.</summary>
    protected override TimeSpan Interval => TimeSpan.FromSeconds(10);

    [Inject]
    private ISurveyShelf Shelf { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private SurveyQuery Query => SurveyQuery.Read(ProgramWord, NightsWord, FromWord, ToWord, ColourWord);

    // The chosen one is a choice although nothing is of it, so that the field shows it.
    private IEnumerable<string> Programs =>
        (View?.Answer?.Programs ?? []) is var known && Query.Program.Length > 0 && !known.Contains(Query.Program)
            ? known.Add(Query.Program)
            : known;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        if (View is { Answer: { } answer } view && view.Colour != Query.Colour)
        {
            View = Coloured(view, answer);
        }
    }

    /// <inheritdoc/>
    protected override async Task<SurveyView> ReadAsync(CancellationToken cancellationToken)
    {
        var query = Query;
        var found = await Shelf.FindSpanAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var span = found.TryGet(out var nights, out _) ? NightSpan.Of(nights?.First, nights?.Last) : View?.Span;
        var order = query.Order(span);
        var read = found.Failure is { } away ? away : await Shelf.ReadAsync(order, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var view =
            View is { } before && before.Program == query.Program && before.Nights == query.Nights
                ? before with
                {
                    Span = span,
                    Failure = read.Failure,
                }
                : new SurveyView(query.Program, query.Nights, span) { Failure = read.Failure };
        if (!read.TryGet(out var answer, out _))
        {
            return view;
        }

        // Counting may take a while: the sky is there meanwhile.
        View = SurveySameness.AreSame(view.Answer, answer) ? view : Drawn(view, answer);
        StateHasChanged();
        var counted = await Shelf.CountObjectsAsync(order, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return Drawn(View, counted);
    }

    private SurveyView Drawn(SurveyView view, SurveyAnswer answer) =>
        Coloured(view, answer) with
        {
            Answer = answer,
            PerNight = SurveyProgressFigures.PerNight(answer),
            SoFar = SurveyProgressFigures.Cumulative(answer),
            Alarms = [.. answer.Observed.Where(tile => tile.LastQuality == Quality.Alarm && tile.LastProcess is not null).Reverse()],
        };

    private SurveyView Coloured(SurveyView view, SurveyAnswer answer) =>
        view with
        {
            Colour = Query.Colour,
            Footprint = FootprintFigures.Of(answer, Query.Colour),
        };

    private static SurveyView Drawn(SurveyView view, Result<ObjectCounts> counted)
    {
        view = view with { CountFailure = counted.Failure };
        if (!counted.TryGet(out var counts, out _) || SurveySameness.AreSame(view.Counts, counts))
        {
            return view;
        }

        var isEmpty = counts.Types.IsEmpty;
        return view with
        {
            Counts = counts,
            ByVerdict = isEmpty ? null : ObjectCountFigures.Of(counts),
            ObjectsPerNight = isEmpty ? null : SurveyProgressFigures.ObjectsPerNight(counts),
            ObjectsSoFar = isEmpty ? null : SurveyProgressFigures.ObjectsSoFar(counts),
        };
    }

    private void PickProgram(ChangeEventArgs change) => Go(Query with { Program = change.Value as string ?? string.Empty });

    private void PickColour(ChangeEventArgs change) =>
        Go(
            Query with
            {
                Colour = change.Value as string == nameof(FootprintColour.Program) ? FootprintColour.Program : FootprintColour.Verdict,
            }
        );

    private void Go(SurveyQuery query) => Navigation.NavigateTo(query.Address());
}
