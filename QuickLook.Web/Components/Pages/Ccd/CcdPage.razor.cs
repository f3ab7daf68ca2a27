using System.Globalization;
using Microsoft.AspNetCore.Components;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Viewing;
using QuickLook.Core.Viewing.Ccd;

namespace QuickLook.Web.Components.Pages.Ccd;

/// <summary>
/// The CCD of one camera, raw or preprocessed. This component loads the image and says what it is; moving, zooming, colours, read-out and cuts are the browser's alone
/// (ccd.js), which also keeps them in the address.
/// </summary>
public sealed partial class CcdPage : IDisposable
{
    /// <summary>How long the first answer to a browser waits for an image, so that it is there at once.</summary>
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(700);

    private readonly CancellationTokenSource left = new();
    private CancellationTokenSource? loading;
    private CcdExposure? exposure;
    private Neighbours beside = new(null, null);
    private (long Process, string? Camera, string? Kind, string? Against)? asked;
    private CcdFacts? facts;
    private CcdAgainst? against;
    private Neighbour? earlier;
    private CcdLoadStage stage;
    private string? failure;
    private bool isLoading;

    /// <summary>Number of the process.</summary>
    [Parameter]
    public long ProcessId { get; set; }

    /// <summary>The camera; null for the first one of the process.</summary>
    [SupplyParameterFromQuery(Name = "camera")]
    public string? CameraName { get; set; }

    /// <summary><c>raw</c> or <c>preprocessed</c>; null for raw.</summary>
    [SupplyParameterFromQuery(Name = "kind")]
    public string? KindName { get; set; }

    /// <summary>Number of the process whose image of the same camera is compared with this one; null for none.</summary>
    [SupplyParameterFromQuery(Name = "against")]
    public string? AgainstName { get; set; }

    /// <summary>There is one while the first answer is made, before the page is alive.</summary>
    [CascadingParameter]
    private HttpContext? Http { get; set; }

    [Inject]
    private CcdShelf Shelf { get; set; } = default!;

    [Inject]
    private ICcdExposures Exposures { get; set; } = default!;

    [Inject]
    private IResultShelf Results { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private CameraId? Camera =>
        CameraName is { Length: > 0 } name
            ? (CameraId.Parse(name).TryGet(out var named, out _) ? named : null)
            : exposure?.Cameras.FirstOrDefault(new CameraId(Arm.B, new Spectrograph(0)));

    private CcdImageKind? Kind =>
        KindName is not { Length: > 0 } name ? CcdImageKind.Raw
        : CcdImageKinds.Parse(name).TryGet(out var kind, out _) ? kind
        : null;

    /// <summary>The process to compare with; what is no number of another process is none.</summary>
    private long? Against =>
        long.TryParse(AgainstName, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number != ProcessId
            ? number
            : null;

    private string Title =>
        Camera is { } camera && exposure is not null ? $"CCD {camera} – {exposure.Exposure} – QuickLook" : "CCD – QuickLook";

    private string About =>
        exposure!.Program.IsEmpty || exposure.Program.ToString() == exposure.Flavor
            ? exposure.Flavor
            : $"{exposure.Flavor} {exposure.Program}";

    private string StageText =>
        stage switch
        {
            CcdLoadStage.Waiting => "Waiting: other images are loaded first …",
            CcdLoadStage.Opening => "Opening the raw file …",
            CcdLoadStage.Reading => "Reading the pixels …",
            CcdLoadStage.Preprocessing => "Preprocessing: overscan, dark, cosmic rays …",
            _ => "Making smaller images …",
        };

    /// <inheritdoc/>
    public void Dispose()
    {
        left.Cancel();
        loading?.Cancel();
        loading?.Dispose();
        left.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var wanted = (ProcessId, CameraName, KindName, AgainstName);
        if (asked == wanted)
        {
            return;
        }

        var isOther = asked?.Process != ProcessId;
        asked = wanted;
        if (loading is not null)
        {
            await loading.CancelAsync();
            loading.Dispose();
        }

        loading = CancellationTokenSource.CreateLinkedTokenSource(left.Token);
        var token = loading.Token;
        try
        {
            if (isOther && !await FindAsync(token))
            {
                return;
            }

            await LoadAsync(token);
            await CompareAsync(token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // Another image was asked for meanwhile, or the reader has left.
        }
    }

    private async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        (exposure, facts, failure, against, earlier) = (null, null, null, null, null);
        if (!(await Exposures.FindAsync(ProcessId, cancellationToken)).TryGet(out var found, out var missing))
        {
            failure = missing.ToString();
            return false;
        }

        beside = (await Results.FindNeighboursAsync(ProcessId, cancellationToken)).Or(new Neighbours(null, null));
        exposure = found;
        return true;
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        (failure, against, earlier) = (null, null, null);
        if (exposure is null)
        {
            return;
        }

        if (Camera is not { } camera || Kind is not { } kind)
        {
            failure = (CameraId.Parse(CameraName).Failure ?? CcdImageKinds.Parse(KindName).Failure)?.Reason;
            facts = null;
            return;
        }

        (isLoading, stage) = (true, CcdLoadStage.Opening);
        var opening = Shelf.OpenAsync(
            new CcdImageId(ProcessId, camera, kind),
            now => _ = Http is null ? InvokeAsync(() => Show(now)) : Task.CompletedTask,
            Http is null ? cancellationToken : CancellationToken.None
        );
        if (Http is not null && await Task.WhenAny(opening, Task.Delay(FirstWait, Time, cancellationToken)) != opening)
        {
            _ = GiveBackAsync(() => opening); // the page says that it is loading; alive, it finds the image on the shelf
            return;
        }

        if ((await opening).TryGet(out var lease, out var missing))
        {
            using (lease)
            {
                facts = CcdFacts.Of(lease.Picture);
            }
        }
        else
        {
            (facts, failure) = (null, missing.ToString());
        }

        isLoading = false;
    }

    /// <summary>Finds the exposure before this one that it may be compared with, and loads the image that it is compared with.</summary>
    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        if (facts is null || Camera is not { } camera || Kind is not { } kind)
        {
            return;
        }

        var past = (await Results.ReadPastAsync(ProcessId, camera, 1, cancellationToken)).Or([]);
        earlier = past.IsEmpty ? null : new Neighbour(past[0].ProcessId, past[0].Exposure);
        if (Against is not { } process || Http is not null)
        {
            return;
        }

        StateHasChanged(); // the image itself need not wait for the other one
        var opened = await Shelf.OpenAsync(new CcdImageId(process, camera, kind), stage: null, cancellationToken);
        if (!opened.TryGet(out var lease, out var missing))
        {
            against = new CcdAgainst(process, Exposure: null, Description: null, missing.ToString());
            return;
        }

        using (lease)
        {
            against = CcdAgainst.Of(lease.Picture, facts);
        }
    }

    private static async Task GiveBackAsync(Func<Task<Result<CcdLease>>> opening)
    {
        if ((await opening()).TryGet(out var lease, out _))
        {
            lease.Dispose();
        }
    }

    private void Show(CcdLoadStage now)
    {
        if (stage != now && isLoading)
        {
            stage = now;
            StateHasChanged();
        }
    }

    private string Address(CameraId camera, CcdImageKind? kind = null) => Address(camera, kind ?? Kind ?? CcdImageKind.Raw, Against);

    private string Address(CameraId camera, CcdImageKind kind, long? compared) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"ccd/{ProcessId}?camera={camera}{(kind == CcdImageKind.Raw ? null : $"&kind={kind.Name()}")}{(compared is { } other ? $"&against={other}" : null)}"
        );

    private CameraId Step(CameraId from, int by)
    {
        IReadOnlyList<CameraId> cameras = exposure!.Cameras.IsDefaultOrEmpty ? CameraId.All : exposure.Cameras;
        var index = cameras.ToList().IndexOf(from);
        return cameras[(Math.Max(index, 0) + by + cameras.Count) % cameras.Count];
    }
}
