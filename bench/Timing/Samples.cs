namespace Pmo.Bench.Timing;

/// <summary>Times of one kind of call, each with the class it was made for. Ticks of the stopwatch.</summary>
internal sealed class Samples(int capacity)
{
    private readonly List<double> _fixed = new(capacity);
    private readonly List<double> _random = new(capacity);

    public int Count => _fixed.Count + _random.Count;

    public void Add(bool isFixed, long ticks) => (isFixed ? _fixed : _random).Add(ticks);

    /// <summary>The verdict over all that was added.</summary>
    public LeakTest Test() => LeakTest.Of(_fixed, _random);
}
