using System.Collections.Concurrent;
using System.Collections.Immutable;
using QuickLook.Core.Analysis;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Tests.Web.Scripted;

/// <summary>Values over time that a test lays down; none at first.</summary>
public sealed class ScriptedTrendShelf : ITrendShelf
{
    private readonly ConcurrentDictionary<(Quantity Quantity, CameraId? Camera), ImmutableArray<SeriesPoint>> series = new();
    private readonly ConcurrentQueue<SeriesOrder> orders = new();

    /// <summary>Nights, flavors and programs that there are.</summary>
    public SeriesSpan Span { get; set; } = new(null, null, [], []);

    /// <summary>What every question is answered with; null for what was laid down.</summary>
    public Failure? Failure { get; set; }

    /// <summary>True when answers say that older values were left out.</summary>
    public bool IsCut { get; set; }

    /// <summary>What the question for nights waits for before it is answered; null to answer at once.</summary>
    public TaskCompletionSource? Hold { get; set; }

    /// <summary>What was asked for, in order.</summary>
    public IReadOnlyCollection<SeriesOrder> Orders => orders;

    public void Put(Quantity quantity, CameraId? camera, IEnumerable<SeriesPoint> points) => series[(quantity, camera)] = [.. points];

    public async Task<Result<SeriesSpan>> FindSpanAsync(CancellationToken cancellationToken)
    {
        if (Hold is { } hold)
        {
            await hold.Task;
        }

        return await Answer(Span);
    }

    public Task<Result<SeriesAnswer>> ReadAsync(SeriesOrder order, CancellationToken cancellationToken)
    {
        orders.Enqueue(order);
        IEnumerable<CameraId?> asked = order.Quantity.IsPerCamera ? order.Cameras.Order().Select(camera => (CameraId?)camera) : [null];
        return Answer(
            new SeriesAnswer(
                [
                    .. asked
                        .Select(camera => new Series(
                            order.Quantity,
                            camera,
                            [
                                .. series
                                    .GetValueOrDefault((order.Quantity, camera), [])
                                    .Where(point =>
                                        (order.First is not { } first || point.Night >= first)
                                        && (order.Last is not { } last || point.Night <= last)
                                    ),
                            ]
                        ))
                        .Where(found => !found.Points.IsEmpty),
                ],
                IsCut
            )
        );
    }

    private Task<Result<T>> Answer<T>(T value) => Task.FromResult(Failure is { } away ? away : Result<T>.Success(value));
}
