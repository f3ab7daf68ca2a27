using Microsoft.AspNetCore.Components;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Web.Live;

namespace QuickLook.Web.Components.Shared;

/// <summary>One stage of one arm: ten slices as the focal plane is seen. One tab stop, arrow keys move (wheel.js).</summary>
public sealed partial class PetalWheel : StillComponent
{
    /// <summary>The arm.</summary>
    [Parameter, EditorRequired]
    public Arm Arm { get; set; }

    /// <summary>The stages of the process.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<StageInfo> Stages { get; set; } = [];

    /// <summary>Which of them.</summary>
    [Parameter, EditorRequired]
    public int Stage { get; set; }

    /// <summary>All 30 cameras in display order.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<CameraSnapshot> Cameras { get; set; } = [];

    /// <summary>The page that a slice opens, by camera and index of the stage.</summary>
    [Parameter, EditorRequired]
    public Func<CameraId, int, string> Href { get; set; } = (_, _) => "monitor";

    /// <summary>The chosen slice; null when it is none of these.</summary>
    [Parameter]
    public CameraId? Selected { get; set; }

    /// <inheritdoc/>
    protected override object? Shown =>
        new ShownItems([
            Arm,
            Stage,
            Stages[Stage],
            Selected,
            .. Spectrograph.All.Select(Camera),
            .. Spectrograph.All.Select(spectrograph => Href(new CameraId(Arm, spectrograph), Stage)),
        ]);

    private CameraSnapshot Camera(Spectrograph spectrograph) => Cameras[new CameraId(Arm, spectrograph).Index];

    // An alarm reaches over its neighbours, so it is drawn last, and what is chosen above it; the tab stop is the chosen slice, else the worst, where an operator
    // wants to go.
    private IEnumerable<PetalView> Petals()
    {
        var petals = PetalGeometry.Order.Select(View).ToList();
        var stop = petals.Find(petal => petal.IsSelected) ?? petals.MinBy(petal => petal.Status)!;
        return petals
            .OrderBy(petal => petal.IsSelected)
            .ThenBy(petal => petal.Status == Status.Alarm)
            .Select(petal => petal with { IsTabStop = petal == stop });
    }

    private PetalView View(Spectrograph spectrograph)
    {
        var camera = Camera(spectrograph);
        var status = StatusOf.Petal(camera, Stage);
        var progress = status == Status.Running ? (double)camera.Stages[Stage].UnitsDone / Math.Max(1, camera.Stages[Stage].UnitsKnown) : 0;
        return new PetalView(camera.Camera, status, progress, StatusTip.Petal(camera, Stages, Stage), Href(camera.Camera, Stage))
        {
            IsSelected = camera.Camera == Selected,
        };
    }
}
