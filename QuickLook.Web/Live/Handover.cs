using System.Security.Cryptography;

namespace QuickLook.Web.Live;

/// <summary>
/// What pages read while they were rendered on the server, until the live pages take it over: within this process, as it is, for some seconds. Only a ticket
/// travels through the browser. Thread-safe.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class Handover(TimeProvider time)
{
    /// <summary>How many things wait at most; the oldest give way. Each may hold the documents of ten cameras, which nothing else frees meanwhile.</summary>
    public const int Most = 32;

    /// <summary>How long a thing waits. A browser comes back within a second or two; one that does not run scripts never does.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const int TicketBytes = 16;

    private readonly Lock gate = new();
    private readonly Dictionary<string, (object Thing, DateTimeOffset Until)> waiting = new(StringComparer.Ordinal);
    private readonly Queue<(string Ticket, DateTimeOffset Until)> order = new();

    /// <summary>How many things wait.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return waiting.Count;
            }
        }
    }

    /// <summary>Keeps a thing.</summary>
    /// <param name="thing">Something that is not changed any more.</param>
    /// <returns>A ticket that nobody can guess.</returns>
    public string Keep(object thing)
    {
        var ticket = Convert.ToHexString(RandomNumberGenerator.GetBytes(TicketBytes));
        var now = time.GetUtcNow();
        lock (gate)
        {
            while (order.TryPeek(out var oldest) && (oldest.Until <= now || order.Count >= Most))
            {
                order.Dequeue();
                waiting.Remove(oldest.Ticket);
            }

            waiting[ticket] = (thing, now + Patience);
            order.Enqueue((ticket, now + Patience));
        }

        return ticket;
    }

    /// <summary>Takes a thing out.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="ticket">Its ticket; anything.</param>
    /// <returns>Null when it was taken already, waited for too long or is something else.</returns>
    public T? Take<T>(string? ticket)
        where T : class
    {
        lock (gate)
        {
            return ticket is not null && waiting.Remove(ticket, out var kept) && kept.Until > time.GetUtcNow() ? kept.Thing as T : null;
        }
    }
}
