using Microsoft.AspNetCore.Components;
using QuickLook.Core.Instrument;

namespace QuickLook.Web.Components.Shared.Nights;

/// <summary>Chooses observing nights. A night that is typed wrongly stays in its field with what is wrong; nothing is chosen then.</summary>
public sealed partial class NightRange
{
    private static readonly (NightPreset Preset, string Name, string Tip)[] Presets =
    [
        (NightPreset.Night, "Last night", "Last night\n\t\t\tThe newest observing night that has exposures"),
        (NightPreset.Week, "Week", "Week\n\t\t\tSeven observing nights up to the newest with exposures"),
        (NightPreset.Month, "Month", "Month\n\t\t\t30 observing nights up to the newest with exposures"),
        (NightPreset.Year, "Year", "Year\n\t\t\t365 observing nights up to the newest with exposures"),
        (NightPreset.All, "All", "All\n\t\t\tEvery observing night that has exposures"),
    ];

    private string fault = string.Empty;
    private bool isFirstWrong;
    private bool isLastWrong;
    private NightChoice? seen;

    /// <summary>The nights that are chosen.</summary>
    [Parameter, EditorRequired]
    public NightChoice Choice { get; set; } = NightChoice.Usual;

    /// <summary>Told of another choice.</summary>
    [Parameter]
    public EventCallback<NightChoice> ChoiceChanged { get; set; }

    /// <summary>Nights with exposures; null without any: then there is nothing to choose.</summary>
    [Parameter, EditorRequired]
    public NightSpan? Span { get; set; }

    private (Night? First, Night? Last) Shown => Choice.Within(Span);

    private string LimitTip =>
        Span is { } span
            ? $"Observing nights, YYYYMMDD\n\t\t\tA night runs from noon to noon. There are exposures from {span.First} to {span.Last}."
            : "There are no exposures yet";

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (Choice != seen)
        {
            seen = Choice;
            Accept();
        }
    }

    private Task ChangeFirstAsync(ChangeEventArgs args) => ChangeAsync(args, isFirst: true);

    private Task ChangeLastAsync(ChangeEventArgs args) => ChangeAsync(args, isFirst: false);

    private Task ChangeAsync(ChangeEventArgs args, bool isFirst)
    {
        var text = args.Value?.ToString()?.Trim() ?? string.Empty;
        Night? night = null;
        if (text.Length > 0)
        {
            if (!Night.Parse(text).TryGet(out var read, out var wrong))
            {
                return Refuse(wrong.Reason, isFirst);
            }

            night = read;
        }

        var (first, last) = isFirst ? (night, Shown.Last) : (Shown.First, night);
        if (Span is { } span && (first > span.Last || last < span.First))
        {
            return Refuse($"there are exposures from {span.First} to {span.Last} only", isFirst);
        }

        return NightChoice.Between(first, last) is { } choice
            ? ChooseAsync(choice)
            : Refuse(
                isFirst
                    ? $"this is after the last night, {last}: change that one first"
                    : $"this is before the first night, {first}: change that one first",
                isFirst
            );
    }

    private Task Refuse(string reason, bool isFirst)
    {
        fault = reason;
        (isFirstWrong, isLastWrong) = (isFirst, !isFirst);
        return Task.CompletedTask;
    }

    private void Accept()
    {
        fault = string.Empty;
        (isFirstWrong, isLastWrong) = (false, false);
    }

    private Task ChooseAsync(NightChoice choice)
    {
        Accept();
        return ChoiceChanged.InvokeAsync(choice);
    }
}
